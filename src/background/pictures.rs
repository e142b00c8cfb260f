//! Decoding the local pictures of an entry, within limits.
//!
//! Knows nothing of: where a picture is shown.

use std::io::Cursor;
use std::path::Path;

use image::ImageReader;

use crate::desk::effect::{NoPicture, Picture};
use crate::library::disk;

const LONGEST_FILE: u64 = 20 * 1024 * 1024;
const MOST_DOTS: u64 = 40_000_000;

/// Decodes a picture that lies below `within`.
pub(super) fn load(path: &Path, within: &Path) -> Result<Picture, NoPicture> {
    if let (Some(target), Some(within)) = (disk::true_path(path), disk::true_path(within))
        && !target.starts_with(within)
    {
        return Err(NoPicture::Elsewhere);
    }
    let bytes = disk::read_bytes(path, LONGEST_FILE).map_err(NoPicture::Unreadable)?;
    let reader = || {
        ImageReader::new(Cursor::new(&bytes))
            .with_guessed_format()
            .map_err(|error| NoPicture::NotAPicture(error.to_string()))
    };
    let refused = |error: image::ImageError| NoPicture::NotAPicture(error.to_string());
    let (width, height) = reader()?.into_dimensions().map_err(refused)?;
    if u64::from(width) * u64::from(height) > MOST_DOTS {
        return Err(NoPicture::TooManyDots { width, height });
    }
    let rgba = reader()?.decode().map_err(refused)?.into_rgba8();
    Ok(Picture {
        width: rgba.width(),
        height: rgba.height(),
        rgba: rgba.into_raw().into(),
    })
}
