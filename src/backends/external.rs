//! Formats that programs from outside write: `offprint-to-NAME` gets the article's exchange form
//! and gives the output's bytes. See [`crate::plugins`].

use super::{Backend, Format, Output, RenderError, Request, json};
use crate::diagnostics::Diagnostics;
use crate::host::Program;
use crate::plugins;

/// A program that writes a format.
///
/// ```
/// use offprint::backends::external::External;
/// use offprint::host::{Answer, Memory, Program};
/// use offprint::Target;
///
/// // With `host::System` the program itself would run. `Program::on_path` finds one by its name.
/// let program = Program::new("offprint-to-md", "/usr/local/bin/offprint-to-md");
/// let mut host = Memory::default();
/// host.programs.insert("offprint-to-md".into(), |_, json| {
///     assert!(json.starts_with(b"{\n  \"offprint\": 1"));
///     Ok(Answer { output: b"# A title".to_vec(), said: "warning: no words".into() })
/// });
/// let (article, theme) = (offprint::Article::default(), offprint::theme::built_in());
/// let target = Target::from(External::new("md", "md", program));
/// let made = offprint::render(&article.into(), &target, theme, &host)?;
/// assert_eq!(made.output.bytes.into_vec(), b"# A title");
/// assert!(made.diagnostics.has_warnings());
/// # Ok::<(), offprint::RenderError>(())
/// ```
#[derive(Debug, Clone)]
pub struct External {
    name: String,
    extension: String,
    program: Program,
}

impl External {
    /// A format of some name, whose files end in `extension`, as a program writes it.
    pub fn new(name: &str, extension: &str, program: Program) -> External {
        External { name: name.to_owned(), extension: extension.to_owned(), program }
    }
}

impl Backend for External {
    fn format(&self) -> Format<'_> {
        Format {
            name: &self.name,
            extension: &self.extension,
            media_type: "application/octet-stream",
            about: "what a program makes of the article's JSON",
        }
    }

    fn render(
        &self,
        request: &Request<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Output, RenderError> {
        let program = || self.program.name().to_owned();
        let text = json::text(request.publication);
        let written =
            plugins::ask(&self.program, Some(&self.name), text, request.host, diagnostics)
                .map_err(|error| RenderError::Program { program: program(), error })?;
        if written.is_empty() {
            return Err(RenderError::Silent { program: program() });
        }
        Ok(Output { bytes: written.into(), pages: None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Target;
    use crate::article::{Article, Block, Inline, json};
    use crate::compose::Publication;
    use crate::host::{Answer, Memory, ProgramError};

    /// Answers with the number of bytes that it got and what it was told.
    fn stand_in(variables: &[(&str, String)], input: Vec<u8>) -> Result<Answer, ProgramError> {
        let variables = variables.iter().map(|(name, value)| format!("{name}={value}\n"));
        let output = format!("{}{}", variables.collect::<String>(), input.len());
        Ok(Answer { output: output.into_bytes(), said: "note: done".into() })
    }

    fn written(publication: &Publication) -> Result<crate::Rendering, RenderError> {
        let program = Program::new("offprint-to-x", "/nowhere/offprint-to-x");
        let mut host = Memory::default();
        host.programs.insert("offprint-to-x".into(), stand_in);
        let target = Target::from(External::new("x", "y", program));
        assert_eq!((target.format().name, target.format().extension), ("x", "y"));
        crate::render(publication, &target, crate::theme::built_in(), &host)
    }

    #[test]
    fn a_program_gets_the_exchange_form() {
        let blocks = vec![Block::paragraph(vec![Inline::text("Words")])];
        let article = Article { blocks, ..Article::default() };
        let length = json::write(&article).len();
        let rendering = written(&article.into()).unwrap();
        let text = String::from_utf8(rendering.output.bytes.into_vec()).unwrap();
        let version = env!("CARGO_PKG_VERSION");
        assert_eq!(
            text,
            format!("OFFPRINT_VERSION={version}\nOFFPRINT_JSON=1\nOFFPRINT_FORMAT=x\n{length}")
        );
        assert_eq!(rendering.diagnostics.len(), 1);
    }

    #[test]
    fn several_articles_are_a_book() {
        let articles = vec![Article::default(); 2];
        let book = Publication { articles, ..Publication::default() };
        let length = json::write_book(&book.meta, &book.articles).len();
        let text = written(&book).unwrap().output.bytes.into_vec();
        assert!(text.ends_with(format!("\n{length}").as_bytes()));
    }

    #[test]
    fn a_host_runs_what_it_knows_and_nothing_else() {
        let target = Target::from(External::new("x", "x", Program::new("rm", "/bin/rm")));
        let publication = Publication::from(Article::default());
        let theme = crate::theme::built_in();
        let error = crate::render(&publication, &target, theme, &Memory::default()).unwrap_err();
        assert_eq!(error.to_string(), "rm: no programs may be run here");
    }
}
