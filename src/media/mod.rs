//! Images: what they are and how large. Shared by all backends.

use crate::article::Article;
use crate::diagnostics::Diagnostics;
use crate::host::Host;

/// Reads the files that the article's images refer to and makes them assets.
pub fn load(_article: &mut Article, _host: &dyn Host, _diagnostics: &mut Diagnostics) {}
