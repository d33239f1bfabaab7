//! Who wrote an article.

use super::super::extract::Verdict;
use super::super::tree::NodeId;
use super::{Facts, clean};
use crate::article::Person;
use crate::diagnostics::Boilerplate;
use crate::understand::line::is_unspaced;
use crate::understand::{byline, dates, glue, names};

/// The most authors that are believed.
const MOST: usize = 8;

pub(super) fn find(facts: &Facts<'_>) -> Vec<String> {
    let linked = tidy(facts.linked.authors.iter().cloned());
    let metas = || {
        let names = [
            "author",
            "article:author",
            "dc.creator",
            "dcterms.creator",
            "parsely-author",
            "sailthru.author",
            "byl",
            "citation_author",
            "article:author_name",
            "twitter:data1",
        ];
        names
            .iter()
            .map(|name| {
                let label = facts.meta(&["twitter:label1"]).unwrap_or_default().to_lowercase();
                let asked =
                    *name != "twitter:data1" || label.contains("written") || label.contains("by");
                let all = facts.all(name).filter(|_| asked).map(clean);
                tidy(all.flat_map(|names| apart(&names)))
            })
            .find(|names| !names.is_empty())
            .unwrap_or_default()
    };
    let sources: [&dyn Fn() -> Vec<String>; 5] =
        [&|| linked.clone(), &metas, &|| marked(facts), &|| visible(facts), &|| signed(facts)];
    let mut last = Vec::new();
    for source in sources {
        let names = source();
        // The name of an account, of the site or of a firm is worth less than a name.
        let firm = |name: &String| facts.linked.firms.contains(name);
        let weak = |name: &String| is_account(name) || facts.is_site(name) || firm(name);
        let weak = names.iter().all(weak);
        if !names.is_empty() && !weak {
            return names;
        }
        if last.is_empty() {
            last = names;
        }
    }
    last
}

/// Whether a name is that of an account: one word in small letters.
fn is_account(name: &str) -> bool {
    !name.contains(char::is_whitespace)
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c))
}

/// Names behind a word that says who wrote, reported or edited, as papers in Chinese sign,
/// and behind "written by" in a sentence.
fn signed(facts: &Facts<'_>) -> Vec<String> {
    const WORDS: [&str; 14] = [
        "作者：",
        "作者:",
        "记者：",
        "记者:",
        "记者 ",
        "撰文：",
        "文／",
        "文/",
        "责任编辑：",
        "责任编辑:",
        "编辑：",
        "编辑:",
        "责编：",
        "责编:",
    ];
    let text = &facts.text;
    let signed = WORDS.iter().find_map(|word| {
        let places = text.match_indices(word).map(|(at, word)| &text[at + word.len()..]);
        places.take(20).map(dense_names).find(|names| !names.is_empty())
    });
    let signed = signed.or_else(|| beside_date(facts)).or_else(|| under(facts));
    signed.unwrap_or_else(|| {
        let written = text.lines().filter(|line| line.len() < 300);
        let mut names = written.filter_map(|line| {
            let (_, after) = line.split_once("ritten by ")?;
            let name = after.split([',', '.', ';']).next()?.trim();
            names::is_name(name, false).then(|| vec![name.to_owned()])
        });
        names.next().unwrap_or_default()
    })
}

/// A name in brackets on a short line with a date, or some between commas on a line of their
/// own, as agencies and journals in Chinese sign.
fn beside_date(facts: &Facts<'_>) -> Option<Vec<String>> {
    const LONGEST: usize = 80;
    let window = super::title::window(facts).unwrap_or_default();
    let short = facts.text.lines().filter(|line| line.chars().count() <= LONGEST);
    // A title may be a list too.
    short.filter(|line| !window.contains(line.trim())).find_map(|line| {
        let inside =
            line.split_once(['[', '【']).and_then(|(_, rest)| rest.split_once([']', '】']));
        let inside =
            inside.map(|(inside, _)| inside.trim()).filter(|_| dates::find(line).is_some());
        let list = Some(line.trim()).filter(|line| line.contains('、'));
        let name = |part: &str| {
            let part = part.trim();
            (2..=4).contains(&part.chars().count()) && part.chars().all(is_unspaced)
        };
        let names: Vec<&str> = inside.or(list)?.split('、').collect();
        // So are numbers of chapters set off.
        let number =
            |part: &&str| part.trim().chars().all(|c| "一二三四五六七八九十百".contains(c));
        let fits = names.iter().all(|part| name(part)) && names.len() <= 3;
        let fits = fits && !names.iter().any(number);
        fits.then(|| names.into_iter().map(|name| name.trim().to_owned()).collect())
    })
}

/// A name that stands alone, set off by its type, under the last words of the article.
fn under(facts: &Facts<'_>) -> Option<Vec<String>> {
    const LAST: usize = 3;
    const LONGEST: usize = 60;
    let tree = facts.tree;
    let root = *facts.extraction.roots.first()?;
    let mut paragraphs: Vec<NodeId> =
        tree.within(root).filter(|id| tree.name(*id) == "p").collect();
    paragraphs.reverse();
    let shown = |id: &NodeId| facts.extraction.verdicts[id.index()].is_seen();
    let said = paragraphs.into_iter().filter(shown).filter(|id| {
        tree.within(*id).any(|at| tree.text(at).is_some_and(|text| !text.trim().is_empty()))
    });
    said.take(LAST).find_map(|id| {
        let text = clean(&facts.short(id, LONGEST)?);
        let style = tree.attribute(id, "style").unwrap_or_default();
        let set_off = style.contains("right")
            || tree.attribute(id, "align") == Some("right")
            || tree.children(id).any(|at| matches!(tree.name(at), "strong" | "b" | "em" | "i"));
        (set_off && names::is_name(&text, false)).then(|| vec![text])
    })
}

/// Names of two to four signs at the start of a text, with spaces or commas between.
fn dense_names(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let text: String = text.chars().take(40).collect();
    for part in text.trim_start().split([' ', '\u{3000}', '\u{A0}', '、', '，']) {
        if part.is_empty() {
            continue;
        }
        let name: String = part.chars().take_while(|c| is_unspaced(*c)).collect();
        let length = name.chars().count();
        if !(2..=4).contains(&length) {
            break;
        }
        let ended = name.len() < part.len();
        names.push(name);
        if ended || names.len() == 3 {
            break;
        }
    }
    names
}

/// Names that can be names.
fn tidy(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for name in names {
        let name = without_opening(name.trim());
        let length = name.chars().count();
        let letters = name.chars().any(char::is_alphabetic);
        let fits = (2..=80).contains(&length)
            && letters
            && !name.contains("www.")
            && !name.contains("http")
            && !name.contains('@')
            && !matches!(
                name.to_lowercase().as_str(),
                "admin" | "administrator" | "editor" | "staff" | "author" | "unknown" | "null"
            );
        if fits && kept.len() < MOST && !kept.contains(&name) {
            kept.push(name);
        }
    }
    kept
}

fn without_opening(name: &str) -> String {
    const OPENINGS: [&str; 8] =
        ["by ", "von ", "par ", "por ", "written by ", "posted by ", "author: ", "作者："];
    let lower = name.to_lowercase();
    let opening = OPENINGS.iter().find(|opening| lower.starts_with(**opening));
    let rest = opening.and_then(|opening| name.get(opening.len()..)).unwrap_or(name);
    Person::from(rest.trim_end_matches([',', ';', '|'])).name
}

/// The names of a list that is written as one text.
fn apart(text: &str) -> Vec<String> {
    let text = without_opening(text);
    let text = glue::without_address(&text).0.to_owned();
    match byline::find(&format!("by: {text}")) {
        Some(found) if found.rest.trim().is_empty() => found.names,
        _ => vec![text],
    }
}

/// Names that elements are marked as.
fn marked(facts: &Facts<'_>) -> Vec<String> {
    const LONGEST: usize = 80;
    let tree = facts.tree;
    let comment = |id| {
        tree.ancestors(id).any(|above| {
            matches!(
                facts.extraction.verdicts[above.index()],
                Verdict::Furniture(Boilerplate::Comments | Boilerplate::Related, _)
                    | Verdict::Silent
                    | Verdict::Hidden
            )
        })
    };
    let text = |id| {
        let named = tree.within(id).find(|at| tree.attribute(*at, "itemprop") == Some("name"));
        let at = named.unwrap_or(id);
        tree.attribute(at, "content").map(str::to_owned).or_else(|| facts.short(at, LONGEST))
    };
    let has = |id, name: &str, value: &str| {
        let own: Option<&str> = tree.attribute(id, name);
        own.is_some_and(|own| own.split_ascii_whitespace().any(|word| word == value))
    };
    let found = |test: &dyn Fn(super::NodeId) -> bool| {
        let ids = facts.elements().filter(|id| test(*id) && !comment(*id)).take(MOST);
        let texts = ids.filter_map(text).filter(|text| text.chars().count() < LONGEST);
        tidy(texts.flat_map(|text| apart(&text)))
    };
    let by_prop = found(&|id| has(id, "itemprop", "author") || has(id, "itemprop", "creator"));
    if !by_prop.is_empty() {
        return by_prop;
    }
    let by_rel = found(&|id| has(id, "rel", "author") && tree.name(id) == "a");
    if !by_rel.is_empty() {
        return by_rel.into_iter().take(3).collect();
    }
    let by_class = found(&|id| {
        let class = tree.attribute(id, "class").unwrap_or_default().to_ascii_lowercase();
        class.split_ascii_whitespace().any(|name| {
            matches!(
                name,
                "author"
                    | "author-name"
                    | "author__name"
                    | "byline__name"
                    | "byline-name"
                    | "article-author"
                    | "post-author"
                    | "entry-author"
                    | "authorname"
                    | "author_name"
                    | "fn"
                    | "p-author"
                    | "byline-author"
                    | "contributor"
                    | "writer"
                    | "c-byline__author"
            )
        })
    });
    by_class.into_iter().take(3).collect()
}

/// The first short text that opens as a byline does.
fn visible(facts: &Facts<'_>) -> Vec<String> {
    let tree = facts.tree;
    let hidden = |id| {
        let mut around = std::iter::once(id).chain(tree.ancestors(id));
        around.any(|above| !facts.extraction.verdicts[above.index()].is_seen())
    };
    let classed = facts.elements().filter(|id| {
        let class = tree.attribute(*id, "class").unwrap_or_default().to_ascii_lowercase();
        (class.contains("byline") || class.contains("author")) && !hidden(*id)
    });
    let text = |id| facts.short(id, 200).filter(|text| text.chars().count() >= 2);
    let by_class = classed.filter_map(text).find_map(|text| {
        let found = byline::find(&text).or_else(|| byline::bare(&text))?;
        Some(found.names)
    });
    by_class
        .or_else(|| {
            let shown = facts.elements().filter(|id| !hidden(*id));
            let short = shown.filter(|id| {
                let name = tree.name(*id);
                matches!(
                    name,
                    "p" | "div"
                        | "span"
                        | "li"
                        | "h4"
                        | "h5"
                        | "h6"
                        | "address"
                        | "em"
                        | "strong"
                        | "small"
                ) && tree.within(*id).take(12).count() < 12
            });
            short.filter_map(text).find_map(|text| byline::find(&text).map(|found| found.names))
        })
        .unwrap_or_default()
}
