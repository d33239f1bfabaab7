//! What is article and what is not.
