//! Faces: the bundled ones, lookup and subsets.
