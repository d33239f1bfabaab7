//! What paper shows, in order (to be written).
