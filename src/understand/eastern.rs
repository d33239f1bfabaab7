//! Bylines of Chinese, Japanese and Korean news.
//!
//! They hold a word for the reporter beside the name, in the line itself, in the place line
//! or in brackets behind the last sentence, and no space or capital says where a name ends.

use super::byline::Byline;
use super::dates;
use super::line::is_unspaced;
use super::names::is_name;

/// The words for a reporter.
const REPORTER: [&str; 2] = ["记者", "記者"];

/// The words that end what a reporter sent: "report", "wire".
const SENT: [&str; 6] = ["报道", "報道", "報導", "报导", "电", "電"];

/// What words near a reporter end in that are no name: a wire, a report, a photo, a place.
const NO_NAME: [char; 13] =
    ['电', '電', '讯', '訊', '道', '导', '導', '摄', '攝', '员', '員', '社', '报'];

/// How many characters a name has.
const NAME: std::ops::RangeInclusive<usize> = 2..=4;

/// A name and the title of its trade behind it, as Korean and Japanese news have it, after a place and a
/// house: "홍길동 기자", "[서울=하버뉴스] 홍길동 기자 =", "(서울=하버) 홍길동 특파원 =".
pub fn titled(text: &str) -> Option<Byline> {
    const TRADES: [&str; 4] = [" 기자", " 특파원", " 선임기자", " 記者"];
    let own = match text.starts_with(['[', '(', '【']) {
        true => text.split_once([']', ')', '】'])?.1.trim_start(),
        false => text,
    };
    let (name, rest) = TRADES.iter().find_map(|trade| own.split_once(trade))?;
    let name = behind_date(name);
    let letters = name.chars().all(|c| is_hangul(c) || is_unspaced(c));
    let ends = !rest.starts_with(|c: char| is_hangul(c) || is_unspaced(c));
    (letters && ends && NAME.contains(&name.chars().count())).then(|| Byline {
        names: vec![name.to_owned()],
        rest: rest.to_owned(),
        sure: true,
    })
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7A3}')
}

/// The reporters that a line of Chinese news begins with, their paper before them.
pub fn reporters(text: &str) -> Option<Byline> {
    const FAR: usize = 10 * "记".len();
    let at = REPORTER.iter().filter_map(|word| text.find(word)).min()?;
    let (paper, rest) = (behind_date(&text[..at]), &text[at + "记者".len()..]);
    let set_off = at > paper.len() || !paper.is_empty() || rest.starts_with(PARTS);
    if paper.len() > FAR || !set_off || !paper.chars().all(is_unspaced) {
        return None;
    }
    let names = listed(rest);
    let end = names.last().and_then(|last| rest.find(last.as_str()).map(|at| at + last.len()));
    let rest = end.map(|end| rest[end..].to_owned())?;
    Some(Byline { names, rest, sure: true })
}

/// What stands behind the date that a text begins with; all of it where it begins with none.
fn behind_date(text: &str) -> &str {
    let last = text.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    let rest = text[last..].trim_start_matches(['日', '일', ']', ')', '.', ' ', '|', '\u{3000}']);
    let dated = last > 0 && dates::find(&text[..last]).is_some();
    if dated { rest } else { text }
}

/// The reporters in the brackets that open or close a paragraph: "（记者 张三、李四）",
/// "（张三 上海报道）", "（本报记者张三/台北报道）".
pub fn bracketed(text: &str) -> Vec<String> {
    const OPENING: usize = 40 * "记".len();
    let closing = text.trim_end().strip_suffix(['）', ')', '〕', '】']);
    let closing = closing.and_then(|inner| inner.rsplit_once(['（', '(', '〔', '【']));
    let head = text.char_indices().map(|(at, _)| at).take_while(|at| *at <= OPENING).last();
    let opening = || {
        let (_, inner) = text.split_once(['（', '(', '〔', '【'])?;
        let (inner, _) = inner.split_once(['）', ')', '〕', '】'])?;
        let near = inner.as_ptr() as usize - text.as_ptr() as usize <= head.unwrap_or(0);
        near.then_some(inner)
    };
    let closing = closing.map(|(_, inner)| reported(inner)).filter(|names| !names.is_empty());
    closing.or_else(|| opening().map(reported)).unwrap_or_default()
}

/// The names in brackets that speak of a reporter or of a report.
fn reported(inner: &str) -> Vec<String> {
    const MOST: usize = 40;
    if inner.chars().count() > MOST {
        return Vec::new();
    }
    let word = REPORTER.iter().find_map(|word| Some((inner.find(word)?, word)));
    if let Some((at, word)) = word {
        return listed(&inner[at + word.len()..]);
    }
    // Without the word the last part says from where, and a space stands before it.
    let (names, from) = inner.rsplit_once([' ', '\u{3000}', '/', '／']).unwrap_or_default();
    let sent = SENT.iter().any(|word| from.ends_with(word) && from.len() > word.len());
    if sent { listed(names) } else { Vec::new() }
}

/// What stands between names, and between them and the words around.
const PARTS: [char; 9] = [' ', '\u{3000}', '、', '：', ':', '/', '／', '，', '|'];

/// The names that a text begins with.
fn listed(text: &str) -> Vec<String> {
    let is_person = |word: &&str| {
        NAME.contains(&word.chars().count())
            && word.chars().all(is_unspaced)
            && is_name(word, true)
            && !word.ends_with(NO_NAME)
    };
    let words = text.split(PARTS).filter(|word| !word.is_empty());
    words.take_while(is_person).map(str::to_owned).collect()
}

/// The editor whom a line of Chinese news names: "责任编辑：张三".
pub fn editor(text: &str) -> Option<&str> {
    const WORDS: [&str; 2] = ["编辑", "责编"];
    let (at, word) = WORDS.iter().find_map(|word| Some((text.find(word)?, word)))?;
    let rest = text[at + word.len()..].trim_start().strip_prefix(['：', ':'])?.trim_start();
    let end = rest.find(|c: char| !is_unspaced(c)).unwrap_or(rest.len());
    Some(&rest[..end]).filter(|name| NAME.contains(&name.chars().count()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reporters_are_named_in_their_lines() {
        let names = |text| reporters(text).map(|found| found.names).unwrap_or_default();
        assert_eq!(names("港口日报记者 王小明 张文"), ["王小明", "张文"]);
        assert_eq!(names("本报记者 王小明 上海报道"), ["王小明"]);
        assert_eq!(names("2021年3月3日 18:00 记者 王小明"), ["王小明"]);
        assert_eq!(names("记者从渡船公司获悉"), [""; 0]);
        let name = |text| titled(text).map(|found| found.names.join(" "));
        assert_eq!(name("홍길동 기자").as_deref(), Some("홍길동"));
        assert_eq!(name("[항구=하버뉴스] 홍길동 기자 = 배가").as_deref(), Some("홍길동"));
        assert_eq!(name("입력 2021.03.03 18:00 홍길동 기자").as_deref(), Some("홍길동"));
        assert_eq!(name("그는 신문 기자들에게"), None);
    }

    #[test]
    fn reporters_are_named_in_brackets() {
        assert_eq!(bracketed("渡船将继续使用十年。（记者 张三）"), ["张三"]);
        assert_eq!(bracketed("渡船将继续使用十年。(本报记者张三、李小四)"), ["张三", "李小四"]);
        assert_eq!(bracketed("渡船将继续使用十年。（张三 上海报道）"), ["张三"]);
        assert_eq!(bracketed("本报讯（记者 张三）渡船将继续使用十年。"), ["张三"]);
        assert_eq!(bracketed("〔記者張三／港口報導〕渡船將繼續使用十年。"), ["張三"]);
        for text in [
            "渡船将继续使用十年。（完）",
            "渡船（港口 老船）将继续使用。",
            "（张三 摄）",
            "The ferry (old)",
        ] {
            assert_eq!(bracketed(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn editors_are_named_behind_their_word() {
        assert_eq!(editor("来源：港口日报 责任编辑：王小明"), Some("王小明"));
        assert_eq!(editor("编辑部的故事"), None);
    }
}
