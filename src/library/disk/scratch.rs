//! Files without a name, for what another program writes to us or reads from us.
//!
//! A pipe holds a few thousand bytes: whoever waits for a program's end before reading its pipe may wait for ever. A file
//! holds all of it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};

/// A file that is gone when it is closed.
#[derive(Debug)]
pub struct Scratch(File);

impl Scratch {
    /// An empty one, in the folder for temporary files.
    pub fn new() -> io::Result<Self> {
        static MADE: AtomicU64 = AtomicU64::new(0);
        loop {
            let number = MADE.fetch_add(1, Ordering::Relaxed);
            let name = format!("copydesk-{}-{number}.tmp", std::process::id());
            let path = std::env::temp_dir().join(name);
            let mut options = OpenOptions::new();
            options.read(true).write(true).create_new(true);
            gone_when_closed(&mut options);
            let file = match options.open(&path) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => continue,
                file => file?,
            };
            if cfg!(unix) {
                fs::remove_file(&path)?;
            }
            return Ok(Self(file));
        }
    }

    /// One that holds these bytes, to be read from the start.
    pub fn holding(bytes: &[u8]) -> io::Result<Self> {
        let mut scratch = Self::new()?;
        scratch.0.write_all(bytes)?;
        scratch.0.rewind()?;
        Ok(scratch)
    }

    /// The file as another program's input or output.
    pub fn lend(&self) -> io::Result<Stdio> {
        Ok(self.0.try_clone()?.into())
    }

    pub fn length(&self) -> io::Result<u64> {
        Ok(self.0.metadata()?.len())
    }

    /// All that was written.
    pub fn read(mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.0.rewind()?;
        self.0.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// Readable for its owner only, and removed by the system.
#[cfg(unix)]
fn gone_when_closed(options: &mut OpenOptions) {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
}

#[cfg(windows)]
fn gone_when_closed(options: &mut OpenOptions) {
    const DELETE_ON_CLOSE: u32 = 0x0400_0000;
    std::os::windows::fs::OpenOptionsExt::custom_flags(options, DELETE_ON_CLOSE);
}

#[cfg(not(any(unix, windows)))]
fn gone_when_closed(_: &mut OpenOptions) {}
