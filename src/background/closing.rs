//! How closing waits for threads: as long as one gets on, and two seconds for one that does not. A disk or a network that no
//! longer answers must not keep the window open; what was typed is in the journal by then, or in the file.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long a thread that gets nothing done is waited for.
const STALL_TIMEOUT: Duration = Duration::from_secs(2);

/// How often it is asked whether it has ended.
const POLL_INTERVAL: Duration = Duration::from_millis(2);

/// By what a thread shows that it gets on: a count of what is done.
#[derive(Clone, Default)]
pub(super) struct Pulse(Arc<AtomicU64>);

impl Pulse {
    pub fn beat(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn count(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// A thread that was told to end.
pub(super) struct Ending {
    thread: JoinHandle<()>,
    pulse: Pulse,
    since: Instant,
}

impl Ending {
    /// The patience begins now, so that several that hang are waited for together.
    pub fn of(thread: JoinHandle<()>, pulse: Pulse) -> Self {
        Self {
            thread,
            pulse,
            since: Instant::now(),
        }
    }

    pub fn wait(self) {
        self.wait_with(STALL_TIMEOUT);
    }

    fn wait_with(mut self, patience: Duration) {
        let name = self.thread.thread().name().unwrap_or_default().to_owned();
        let mut done = self.pulse.count();
        while !self.thread.is_finished() {
            if self.pulse.count() != done {
                done = self.pulse.count();
                self.since = Instant::now();
            }
            if self.since.elapsed() > patience {
                log::error!("the thread “{name}” got nothing done for {patience:?} and was left");
                return;
            }
            std::thread::sleep(POLL_INTERVAL);
        }
        if self.thread.join().is_err() {
            log::error!("the thread “{name}” ended in a mistake");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    const TIMEOUT: Duration = Duration::from_millis(200);

    #[test]
    fn a_thread_that_gets_on_is_waited_for_however_long_it_takes() {
        let pulse = Pulse::default();
        let thread = std::thread::spawn({
            let pulse = pulse.clone();
            move || {
                for _ in 0..10 {
                    std::thread::sleep(TIMEOUT / 4);
                    pulse.beat();
                }
            }
        });

        Ending::of(thread, pulse.clone()).wait_with(TIMEOUT);

        assert_eq!(pulse.count(), 10);
    }

    #[test]
    fn threads_that_hang_are_left_and_waited_for_together() {
        let (_kept, never) = channel::<()>();
        let (_kept_too, never_too) = channel::<()>();
        let hang = |never: std::sync::mpsc::Receiver<()>| {
            let thread = std::thread::spawn(move || {
                let _ = never.recv();
            });
            Ending::of(thread, Pulse::default())
        };
        let began = Instant::now();
        let (one, other) = (hang(never), hang(never_too));

        one.wait_with(TIMEOUT);
        other.wait_with(TIMEOUT);

        let took = began.elapsed();
        assert!(took >= TIMEOUT && took < STALL_TIMEOUT * 2, "{took:?}");
    }
}
