//! Front matter: read with its places, changed by the smallest edit.
//!
//! Knows nothing of: files, windows, what a field means to the house.
