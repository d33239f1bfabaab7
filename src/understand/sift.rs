//! Which lines go, and why.
//!
//! The model says how likely each line is part of the article ([`super::model`]). A line
//! goes when that is unlikely enough for the boldness asked for. Where no article can be
//! made out (a list, a poem, a table of dates) the model has nothing to hold on to: then
//! only those lines go that say themselves what they are.

use std::collections::BTreeMap;
use std::ops::Range;

use super::features::{Sight, View};
use super::model::{UNIT, Verdict};
use super::topics::Topic;
use super::{Boldness, Removal, islands};
use crate::diagnostics::Boilerplate;

/// How much running text an article has at least, in words.
const ARTICLE: usize = 60;

/// How much of the running text may go before the whole finding is in doubt, in percent.
const MOST_RUNNING: usize = 65;

/// What it weighs that a whole paragraph that says nothing of the page stands between those
/// that are surely the article: losing one is worse than keeping one. Above and below them
/// it weighs nothing: captions and leads stand there, what the authors do, what readers say.
const PARAGRAPH: i32 = -UNIT * 11 / 10;
const PARAGRAPH_WORDS: usize = 15;

/// What it weighs that a short line begins with a telling phrase: "Read more: …" stands
/// between paragraphs, where the model expects the article.
const ANNOUNCED: i32 = 6 * UNIT;

/// What it weighs that a short line which says nothing of the page stands alone between
/// running text, as headings do: losing one is worse than keeping one.
const HEADING: i32 = -UNIT * 2;
const HEADING_WORDS: usize = 8;

impl Boldness {
    /// How much less likely body than not a line must be to go, in units of the model.
    pub fn bound(self) -> i32 {
        match self {
            Boldness::Gentle => -3 * UNIT,
            Boldness::Normal => 0,
            Boldness::Thorough => UNIT * 4 / 5,
        }
    }
}

/// The stretches of shown lines that go, in order.
pub fn sift(view: &View<'_>, verdicts: &[Verdict], boldness: Boldness) -> Vec<Removal> {
    let sure = sure_stretch(view, verdicts);
    let alone = |index: usize| {
        let sight = &view.sights[index];
        let paragraph = sight.running && sight.words >= PARAGRAPH_WORDS && sight.found.telling == 0;
        let lean = match () {
            () if announces(view, index) => ANNOUNCED,
            () if paragraph && sure.contains(&index) => PARAGRAPH,
            () if may_be_heading(view, index) => HEADING,
            () => 0,
        };
        verdicts[index].article < boldness.bound() + lean
    };
    let doubts = Doubts::of(&view.sights, alone);
    let unlikely = |index: usize| alone(index) || doubts.weigh_more(&view.sights[index]);
    let found = has_article(&view.sights, unlikely);
    let alone_goes = |index: usize| {
        !view.in_form(index) && unlikely(index) && (found || view.sights[index].says_itself())
    };
    let islands = islands::find(view, verdicts, alone_goes, boldness.bound());
    let together = |index: usize| alone_goes(index) || islands[index];
    // What stays is not torn off the line that announces it.
    let goes = |index: usize| {
        together(index)
            && !(leads_on(view, index) && index + 1 < view.sights.len() && !together(index + 1))
    };
    // Forms for comments were found by rules of their own, which are surer than the model.
    let mut removals = view.forms.clone();
    let mut first = 0;
    while first < view.sights.len() {
        let end = (first..view.sights.len()).find(|index| !goes(*index));
        let end = end.unwrap_or(view.sights.len());
        removals.extend(parts(view, first, end));
        first = end + 1;
    }
    removals.sort_by_key(|removal| removal.lines.start);
    removals
}

/// From the first running text that is surely the article to the last; everything where
/// none is.
fn sure_stretch(view: &View<'_>, verdicts: &[Verdict]) -> Range<usize> {
    let count = view.sights.len();
    let sure = |index: &usize| view.sights[*index].running && verdicts[*index].article >= UNIT;
    let ends = (0..count).find(sure).zip((0..count).rfind(sure));
    ends.map_or(0..count, |(first, last)| first..last + 1)
}

/// Lines that say the same, and how many of them are not likely the article. Lines that
/// come again and again are one piece of the page: they go together.
struct Doubts {
    times: BTreeMap<u64, usize>,
}

impl Doubts {
    fn of(sights: &[Sight], unlikely: impl Fn(usize) -> bool) -> Doubts {
        let mut times = BTreeMap::new();
        let repeated = sights.iter().enumerate().filter(|(_, sight)| sight.repeats > 1);
        for (_, sight) in repeated.filter(|(index, _)| unlikely(*index)) {
            *times.entry(sight.key).or_default() += 1;
        }
        Doubts { times }
    }

    /// Whether most of the lines that say what this one says are unlikely. Two are too few:
    /// a list of contents says every heading once more.
    fn weigh_more(&self, sight: &Sight) -> bool {
        const FEWEST_WORDS: usize = 2;
        let times = self.times.get(&sight.key).copied().unwrap_or(0);
        sight.words >= FEWEST_WORDS && times * 2 > sight.repeats
    }
}

/// Whether a short line that is no sentence begins with a telling phrase.
fn announces(view: &View<'_>, index: usize) -> bool {
    const LONGEST: usize = 14;
    let (sight, line) = (&view.sights[index], view.line(index));
    sight.found.tells_first && line.words <= LONGEST && !line.ends_sentence
}

/// Whether a short line that says nothing of the page stands alone, or with one like it,
/// between running text, or between the first line and the text.
fn may_be_heading(view: &View<'_>, index: usize) -> bool {
    let running = |at: usize| view.sights.get(at).is_some_and(|sight| sight.running);
    let short = |at: usize| {
        view.sights.get(at).is_some_and(|sight| {
            let says_nothing = sight.topics.is_empty() && sight.repeats == 1;
            sight.words <= HEADING_WORDS && !sight.running && says_nothing
        })
    };
    let above = |at: usize| at == 1 || at > 0 && running(at - 1);
    let below = |at: usize| running(at + 1);
    let second = index > 0 && short(index - 1) && above(index - 1);
    short(index)
        && (above(index) && below(index)
            || above(index) && short(index + 1) && below(index + 1)
            || second && below(index))
}

/// Whether a line that says nothing of the page ends in a colon: what it announces follows.
fn leads_on(view: &View<'_>, index: usize) -> bool {
    const FEWEST_WORDS: usize = 4;
    let (sight, line) = (&view.sights[index], view.line(index));
    let colon = line.text.ends_with([':', '：']);
    colon && line.words >= FEWEST_WORDS && sight.found.telling == 0
}

/// Whether what stays holds running text, and most of it.
fn has_article(sights: &[Sight], unlikely: impl Fn(usize) -> bool) -> bool {
    let running = || sights.iter().enumerate().filter(|(_, sight)| sight.running);
    let all: usize = running().map(|(_, sight)| sight.words).sum();
    let gone: usize =
        running().filter(|(index, _)| unlikely(*index)).map(|(_, sight)| sight.words).sum();
    all - gone >= ARTICLE && gone * 100 <= all * MOST_RUNNING
}

/// A stretch of lines that go, cut where they begin to be of another kind.
fn parts(view: &View<'_>, first: usize, end: usize) -> Vec<Removal> {
    let mut parts: Vec<Removal> = Vec::new();
    let mut kind = None;
    for index in first..end {
        let sight = &view.sights[index];
        let own = kind_of(view, index);
        let lines = sight.at..sight.at + 1;
        match parts.last_mut() {
            Some(part) if own == kind || own.is_none() && kind.is_some_and(heads_more) => {
                part.lines.end = lines.end;
            }
            _ => {
                let what = own.unwrap_or(Boilerplate::Other);
                parts.push(Removal { lines, what, reason: reason(view, index, own.is_some()) });
                kind = own;
            }
        }
    }
    parts
}

/// Whether lines of a kind are followed by others that belong to them without saying so.
fn heads_more(kind: Boilerplate) -> bool {
    use Boilerplate::{Comments, Navigation, Related, Subscription};
    matches!(kind, Comments | Navigation | Related | Subscription)
}

/// What a line is taken for, if it says so itself.
fn kind_of(view: &View<'_>, index: usize) -> Option<Boilerplate> {
    let sight = &view.sights[index];
    let told = sight.found.told.iter().next();
    let topic = told.or_else(|| sight.topics.iter().next().filter(|_| sight.words <= 5))?;
    Some(match topic {
        Topic::Share => Boilerplate::Sharing,
        Topic::Subscribe | Topic::Account => Boilerplate::Subscription,
        Topic::Related => Boilerplate::Related,
        Topic::Comments => Boilerplate::Comments,
        Topic::Legal | Topic::Copyright | Topic::Imprint => Boilerplate::Notice,
        Topic::Advert | Topic::Download => Boilerplate::Advertisement,
        Topic::Credit => Boilerplate::Credit,
        Topic::Author | Topic::Source | Topic::Dateline => Boilerplate::Colophon,
        Topic::Tags | Topic::Menu | Topic::Tools => Boilerplate::Navigation,
    })
}

fn reason(view: &View<'_>, index: usize, says_itself: bool) -> String {
    let place = match view.share_above(index) {
        0 => "before the article",
        100 => "after the article",
        _ => "between paragraphs",
    };
    let sight = &view.sights[index];
    let look = match (says_itself, sight.repeats > 1, sight.running) {
        (true, _, _) => "it says so itself",
        (_, true, _) => "it stands there several times",
        (_, _, true) => "it reads unlike the text around it",
        _ => "short lines, no sentences",
    };
    format!("{place}; {look}")
}

impl Sight {
    /// Whether the line tells what it is by a phrase that articles hardly use.
    fn says_itself(&self) -> bool {
        self.found.telling > 0 && self.words <= 30
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::split;
    use super::super::{Label, understand};
    use super::*;

    const PROSE: [&str; 4] = [
        "The council of the harbour town decided on Tuesday to keep the old ferry for another ten years.",
        "Eleven members were for it, and four were against, because the boat is slow and costs more than a bridge would.",
        "“It is slow,” said one of them, who has used it every morning since she was a child, “and so are we.”",
        "A new boat is to be bought in spring; the old one will lie in the harbour, where children may visit it.",
    ];

    fn kept(text: &str, boldness: Boldness) -> Vec<&str> {
        let lines = split(text);
        let labels = understand(&lines, Some(boldness)).labels;
        let body = lines.iter().zip(&labels).filter(|(_, label)| **label == Label::Body);
        body.map(|(line, _)| line.text).filter(|text| !text.is_empty()).collect()
    }

    #[test]
    fn a_page_is_taken_off_its_article() {
        let text = format!(
            "Home\nNews\nSport\nWeather\nSubscribe\nLog in\nCouncil keeps the old ferry\nBy Jane Doe\n3 March 2021\n\
             Share this\n{}\nRead more: Bridge falls into the sea\n{}\nRelated articles\nBridge falls into the sea\n\
             Ten things to do on a ferry\nSubscribe to our newsletter\nFollow us on Facebook\n\
             © 2021 Harbour News. All rights reserved.",
            PROSE[..2].join("\n"),
            PROSE[2..].join("\n"),
        );
        assert_eq!(kept(&text, Boldness::Normal), PROSE);
    }

    #[test]
    fn a_clean_text_stays_as_it_is() {
        let text = format!("Council keeps the old ferry\n\n{}", PROSE.join("\n\n"));
        assert_eq!(kept(&text, Boldness::Thorough), PROSE);
    }

    #[test]
    fn what_stands_between_prose_stays() {
        for part in [
            "The vote",
            "- the old boat,\n- the new boat,\n- and the bridge.",
            "“Why?”\n\n“Because.”",
            "Why was it kept?",
            "Slow is the ferry,\nslow is the sea,\nslow is the evening\ncoming to me.",
        ] {
            let text = format!(
                "Council keeps the old ferry\n\n{}\n\n{part}\n\n{}",
                PROSE[..2].join("\n\n"),
                PROSE[2..].join("\n\n")
            );
            let expected: Vec<&str> = PROSE[..2]
                .iter()
                .copied()
                .chain(part.lines().filter(|l| !l.is_empty()))
                .chain(PROSE[2..].iter().copied())
                .collect();
            assert_eq!(kept(&text, Boldness::Normal), expected);
        }
    }

    #[test]
    fn lines_that_come_again_go_together() {
        let again = "The harbour in your pocket every morning";
        let text = format!(
            "Council keeps the old ferry\n{}\nRelated stories\n{again}\n{again}\nRead next\n{}\n\
             Read next\n{again}\n{again}\n{again}\n© 2021 Harbour News. All rights reserved.",
            PROSE[..2].join("\n"),
            PROSE[2..].join("\n"),
        );
        assert_eq!(kept(&text, Boldness::Normal), PROSE);
    }

    #[test]
    fn only_within_the_article_is_a_paragraph_spared() {
        for teaser in [
            "The harbour museum shows how ships were built by hand a hundred years ago, and children may try the old tools on Sundays.",
            "Kalmar Boats is a family firm that builds small ferries, and has delivered more than two hundred of them to harbours around the northern seas.",
            "La maison Kerbrat construit de petits bacs en bois depuis trois générations, et en a livré plus de deux cents aux ports des mers du Nord.",
        ] {
            let page = format!("Related articles\nBridge falls into the sea\n{teaser}");
            let text = format!("Council keeps the old ferry\n{}\n{page}", PROSE.join("\n"));
            assert_eq!(kept(&text, Boldness::Normal), PROSE);
            assert!(kept(&text, Boldness::Gentle).contains(&teaser), "{teaser}");
        }
    }

    #[test]
    fn where_no_article_is_nothing_is_sure() {
        let list = "Latches, pages 1 to 12\nHinges, pages 13 to 20\nScrews, pages 21 to 40\n\
                    Locks, pages 41 to 55\n© 2021 All rights reserved.";
        let kept = kept(list, Boldness::Normal);
        assert!(kept.contains(&"Screws, pages 21 to 40"), "{kept:?}");
        assert!(!kept.iter().any(|line| line.contains("rights")), "{kept:?}");
    }

    #[test]
    fn reasons_name_place_and_look() {
        let text =
            format!("{}\n\nSubscribe to our newsletter\nFollow us on Facebook", PROSE.join("\n\n"));
        let lines = split(&text);
        let removals = understand(&lines, Some(Boldness::Normal)).removals;
        assert_eq!(removals.first().map(|removal| removal.what), Some(Boilerplate::Subscription));
        assert!(removals[0].reason.starts_with("after the article"), "{}", removals[0].reason);
    }
}
