//! The remains of the form that asks readers for a comment.
//!
//! A saved page ends its article with a form: an invitation, labels of fields
//! (some marked as required with `*`), notices about mail addresses and
//! cookies. The rule adds up evidence over neighbouring short lines; a
//! stretch is a form when the sum is high, at least one line says something
//! that only forms say, and nothing like running text comes after it.

use std::ops::Range;

use super::Removal;
use super::line::Line;
use super::vocabulary::{Term, Terms, terms_of};
use crate::diagnostics::Boilerplate;

/// The weight from which a line says something that only forms say.
const TELLING: u32 = 20;

/// The weight from which a sentence may be the first line of a form.
const DOUBTLESS: u32 = 30;

/// What a stretch must weigh to be a form: a telling line and an invitation to it.
const ENOUGH: u32 = 35;

/// Longer lines are no part of a form, whatever their words.
const LONGEST: usize = 45;

/// How many lines that say nothing may stand between two that do, and how long
/// they may be: invitations to discuss, house rules, labels of no known word.
const GAP_LINES: usize = 3;
const GAP_WORDS: usize = 15;

/// What a stretch must weigh to leave no doubt: then what follows it is no article either.
const CERTAIN: u32 = 60;

/// The part of an article's running text, in percent, that may follow its form:
/// pages tell of newsletters and privacy below it, articles do not go on.
const PROSE_AFTER: usize = 10;
const PROSE_AFTER_CERTAIN: usize = 50;

/// Finds the forms of a text, and what follows one that leaves no doubt.
pub fn find(lines: &[Line<'_>]) -> Vec<Removal> {
    let signs: Vec<Sign> = lines.iter().map(sign).collect();
    let words = Words::of(lines);
    let mut found = Vec::new();
    for stretch in stretches(lines, &signs).into_iter().map(|own| trimmed(lines, &signs, own)) {
        let evidence = Evidence::of(&signs[stretch.clone()]);
        if !evidence.is_form() || !ends_text(&stretch, &words, evidence.weight) {
            continue;
        }
        let rest = stretch.end..lines.len();
        let certain = evidence.weight >= CERTAIN && evidence.comments;
        found.push(evidence.removal(stretch));
        if certain {
            found.extend(below(lines, rest));
            return found;
        }
    }
    let after_forms = found.last().map_or(0, |last| last.lines.end);
    found.extend(labels_at_end(lines, after_forms));
    found
}

/// The last lines of a text, when all they do is to point to comments.
fn labels_at_end(lines: &[Line<'_>], from: usize) -> Option<Removal> {
    let shown = || (from..lines.len()).rev().filter(|at| !lines[*at].is_blank());
    let last = shown().next()?;
    let first = shown().take_while(|at| points_to_comments(&lines[*at])).last()?;
    let reason = "all it does is to point to comments".to_owned();
    let any_before = lines[..first].iter().any(Line::is_prose);
    any_before.then_some(Removal { lines: first..last + 1, what: Boilerplate::Comments, reason })
}

/// "12 Comments", "Kommentare lesen", "0 replies"
fn points_to_comments(line: &Line<'_>) -> bool {
    let short = (1..=3).contains(&line.words) && !line.ends_sentence && line.chars < 40;
    short && terms_of(line.text).0.any(&[Term::Comment, Term::Reply])
}

/// What stands below a form, from its first line to its last one that is not blank.
fn below(lines: &[Line<'_>], rest: Range<usize>) -> Option<Removal> {
    let shown = |at: &usize| !lines[*at].is_blank();
    let first = rest.clone().find(shown)?;
    let last = rest.rev().find(shown)?;
    let reason = "it stands below the form for comments".to_owned();
    Some(Removal { lines: first..last + 1, what: Boilerplate::Other, reason })
}

/// Whether hardly any running text follows, and some comes before.
fn ends_text(stretch: &Range<usize>, words: &Words, weight: u32) -> bool {
    let before = words.long[stretch.start];
    let after = words.prose.last().copied().unwrap_or_default() - words.prose[stretch.end];
    let most = if weight >= CERTAIN { PROSE_AFTER_CERTAIN } else { PROSE_AFTER };
    before > 0 && after * 100 <= before * most
}

/// Words before each line; one entry more than there are lines.
struct Words {
    /// On lines that read like running text.
    prose: Vec<usize>,
    /// On lines too long for a menu: a hard-wrapped line need not end a sentence.
    long: Vec<usize>,
}

impl Words {
    fn of(lines: &[Line<'_>]) -> Words {
        const LONG: usize = 8;
        let sums = |counts: &dyn Fn(&Line<'_>) -> bool| {
            let mut sum = 0;
            let words = lines.iter().map(|line| if counts(line) { line.words } else { 0 });
            let after = words.map(|words| {
                sum += words;
                sum
            });
            std::iter::once(0).chain(after).collect()
        };
        Words { prose: sums(&|line| line.is_prose()), long: sums(&|line| line.words >= LONG) }
    }
}

/// What a line says for a form.
#[derive(Debug, Clone, Copy, Default)]
struct Sign {
    weight: u32,
    /// Whether it says something that only forms say.
    telling: bool,
    /// Whether it speaks of comments or of keeping an address private.
    comments: bool,
}

/// What the lines of a stretch say together.
struct Evidence {
    weight: u32,
    lines: usize,
    telling: bool,
    comments: bool,
}

impl Evidence {
    fn of(signs: &[Sign]) -> Evidence {
        Evidence {
            weight: signs.iter().map(|sign| sign.weight).sum(),
            lines: signs.iter().filter(|sign| sign.weight > 0).count(),
            telling: signs.iter().any(|sign| sign.telling),
            comments: signs.iter().any(|sign| sign.comments),
        }
    }

    fn is_form(&self) -> bool {
        self.weight >= ENOUGH && self.telling
    }

    fn removal(&self, lines: Range<usize>) -> Removal {
        let what = if self.comments { Boilerplate::CommentForm } else { Boilerplate::Other };
        let reason = match self.lines {
            1 => "a line after the article speaks as forms do".to_owned(),
            some => format!("{some} lines after the article speak as forms do"),
        };
        Removal { lines, what, reason }
    }
}

/// Stretches that begin and end with a line of weight and hold no wide gap.
fn stretches(lines: &[Line<'_>], signs: &[Sign]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut gap = 0;
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_blank()) {
        if signs[at].weight > 0 {
            open.get_or_insert(at..at + 1).end = at + 1;
            gap = 0;
        } else {
            gap += 1;
            if gap > GAP_LINES || line.words > GAP_WORDS {
                found.extend(open.take());
            }
        }
    }
    found.extend(open);
    found
}

/// A stretch without the sentences that it begins with, unless they leave no doubt:
/// "He did not answer an email that asked for comment" ends many a news article.
fn trimmed(lines: &[Line<'_>], signs: &[Sign], stretch: Range<usize>) -> Range<usize> {
    let begins = |at: &usize| {
        signs[*at].weight > 0 && (!lines[*at].ends_sentence || signs[*at].weight >= DOUBTLESS)
    };
    let start = stretch.clone().find(begins).unwrap_or(stretch.end);
    start..stretch.end
}

/// What a line says for a form.
fn sign(line: &Line<'_>) -> Sign {
    if line.is_blank() || line.words > LONGEST || line.text.len() > 10 * LONGEST {
        return Sign::default();
    }
    let (terms, foreign) = terms_of(line.text);
    let weight = notices(line, terms).max(field(line, terms, foreign)).max(invitation(line, terms));
    let comments =
        terms.any(&[Term::Comment, Term::Reply]) || terms.all(&[Term::Email, Term::Publish]);
    Sign { weight, telling: weight >= TELLING, comments: comments && weight > 0 }
}

/// What forms tell those who fill them in.
fn notices(line: &Line<'_>, terms: Terms) -> u32 {
    use Term::{
        Browser, Comment, Email, Login, Name, Not, Publish, Reply, Required, Spam, Website,
    };
    let starred = line.text.contains('*');
    let within = |words: usize| line.words <= words;
    let unpublished = terms.all(&[Email, Publish, Not]) && within(25);
    let bracketed = line.text.contains('(') && terms.any(&[Email, Name]) && !line.ends_sentence;
    let required = terms.has(Required) && (starred || bracketed && within(12));
    let remember = terms.all(&[Name, Email]) && terms.any(&[Website, Browser]) && within(35);
    let sign_in = terms.has(Login) && terms.any(&[Comment, Reply]) && within(20);
    let told = terms.all(&[Comment, Email]) && within(20);
    let shown = terms.all(&[Comment, Publish]) && within(25);
    let checked = terms.has(Spam) && line.ends_sentence && within(30);
    let markup = line.text.matches("=\"\"").count() >= 2;
    let kinds = [
        (unpublished, 20),
        (required, 30),
        (remember, 25),
        (sign_in, 25),
        (checked, 20),
        (markup, 20),
        (shown, 10),
        (told, 10),
    ];
    kinds.iter().filter(|(holds, _)| *holds).map(|(_, weight)| weight).sum()
}

/// The label of a field: a word or two, often with the mark of what must be filled in.
fn field(line: &Line<'_>, terms: Terms, foreign: usize) -> u32 {
    const FIELDS: [Term; 5] =
        [Term::Comment, Term::Email, Term::Name, Term::Website, Term::Required];
    let starred = line.text.ends_with('*') && line.words > 0;
    let short = line.words <= 4 && !line.ends_sentence;
    match (short, starred, foreign == 0 && terms.any(&FIELDS)) {
        (true, true, true) => 25,
        (true, false, true) => 10,
        (true, true, false) => 8,
        _ => 0,
    }
}

/// What calls on readers to say something.
fn invitation(line: &Line<'_>, terms: Terms) -> u32 {
    let calls = terms.any(&[Term::Comment, Term::Reply]);
    if calls && line.words <= 6 && !line.ends_sentence { 15 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::super::line::split;
    use super::*;

    const PROSE: &str = "The assembly met on a cold morning in March and decided, after long debate, \
                         that nothing at all should be decided that year.\n\n";

    fn removed(tail: &str) -> Vec<String> {
        let text = format!("{PROSE}{tail}");
        let lines = split(&text);
        let found = find(&lines).into_iter();
        found.map(|r| lines[r.lines].iter().map(|l| l.text).collect::<Vec<_>>().join("|")).collect()
    }

    #[test]
    fn forms_of_many_languages_are_found() {
        for form in [
            "Leave a Reply\n\nYour email address will not be published. Required fields are marked *",
            "Schreibe einen Kommentar\nDeine E-Mail-Adresse wird nicht veröffentlicht.\nName *\nE-Mail *",
            "Laisser un commentaire\nVotre adresse e-mail ne sera pas publiée.",
            "Deja una respuesta\nLo siento, tienes que iniciar sesión para publicar un comentario.",
            "Добавить комментарий\nВаш e-mail не будет опубликован. Обязательные поля помечены *",
            "发表评论\n电子邮件地址不会被公开。 必填项已用*标注",
            "コメントを残す\nメールアドレスが公開されることはありません。\n名前 *\nメール *",
            "اترك تعليقاً\nلن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *",
        ] {
            let whole: Vec<&str> = form.split('\n').collect();
            assert_eq!(removed(form), [whole.join("|")], "{form}");
        }
    }

    #[test]
    fn prose_about_forms_stays() {
        for text in [
            "She asked him for a comment. He did not reply.",
            "Comments\n\nThe minister made no comment on the matter when we asked her again.",
            "Email the editor",
            "Smith did not respond to an email seeking comment.\n\nComments",
            "The emails have not been published.\n\nLeave a comment",
            "She logged in once more to read the comments.\n\nView comments",
        ] {
            assert!(removed(text).iter().all(|part| text.ends_with(part)), "{text}");
            assert!(removed(text).iter().all(|part| !part.ends_with('.')), "{text}");
        }
    }

    #[test]
    fn forms_under_hard_wrapped_text_are_found() {
        let form = "Leave a Reply\nYour email address will not be published.";
        let text = format!("The sheriff rode into the valley on a grey\nmorning, alone.\n\n{form}");
        assert_eq!(find(&split(&text)).len(), 1);
    }

    #[test]
    fn a_last_sentence_is_no_part_of_a_form() {
        let form = "Leave a Reply\nYour email address will not be published.";
        let sentence = "Smith did not respond to an email seeking comment.";
        assert_eq!(removed(&format!("{sentence}\n\n{form}")), [form.replace('\n', "|")]);
    }

    #[test]
    fn labels_of_comments_at_the_end_go() {
        assert_eq!(
            removed("He replied.\n\n12 Comments\nAdd comment\n"),
            ["12 Comments|Add comment"]
        );
        assert_eq!(removed("Comments\n\nHe replied."), [""; 0]);
    }

    #[test]
    fn a_form_that_the_text_goes_on_after_stays() {
        let form = "Leave a Reply\nYour email address will not be published.\n";
        assert_eq!(removed(&format!("{form}{PROSE}")), [""; 0]);
        assert_eq!(find(&split(form)), []);
    }
}
