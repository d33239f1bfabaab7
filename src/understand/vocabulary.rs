//! The words of forms and controls on web pages, in many languages.
//!
//! A [`Term`] is something that a form speaks of; the tables give the stems by
//! which languages name it. A term on a line is evidence and no more: what it
//! weighs is for those to say who know where the line stands.

use std::sync::OnceLock;

use super::initials::Initials;

/// Something that forms on web pages speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// A reader's comment.
    Comment,
    /// An answer to what was written.
    Reply,
    /// Electronic mail.
    Email,
    /// Making public.
    Publish,
    /// That something must be filled in.
    Required,
    /// A person's name.
    Name,
    /// A web site.
    Website,
    /// Signing in.
    Login,
    /// A program that shows web pages.
    Browser,
    /// Protection against machines.
    Spam,
    /// That something is not so.
    Not,
}

/// A set of terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Terms(u16);

impl Terms {
    /// Whether the set holds a term.
    pub fn has(self, term: Term) -> bool {
        self.0 & (1 << term as u16) != 0
    }

    /// Whether the set holds any of these terms.
    pub fn any(self, terms: &[Term]) -> bool {
        terms.iter().any(|term| self.has(*term))
    }

    /// Whether the set holds all of these terms.
    pub fn all(self, terms: &[Term]) -> bool {
        terms.iter().all(|term| self.has(*term))
    }

    /// Whether the set is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn add(&mut self, term: Term) {
        self.0 |= 1 << term as u16;
    }
}

/// The terms that a line names, and how many of its words name none.
pub fn terms_of(text: &str) -> (Terms, usize) {
    let lower = text.to_lowercase();
    // Mail is written with a hyphen and without.
    let lower = if lower.contains("e-") { lower.replace("e-", "e") } else { lower };
    let mut terms = Terms::default();
    let mut foreign = 0;
    for word in lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let found = by_stem(word);
        foreign += usize::from(found.is_empty());
        terms.0 |= found.0;
    }
    if !lower.is_ascii() {
        add_phrases(&lower, &mut terms);
    }
    (terms, foreign)
}

fn by_stem(word: &str) -> Terms {
    let mut terms = Terms::default();
    for (stem, term) in word.chars().next().map_or(&[][..], |first| stems().with(first)) {
        let whole = stem.strip_suffix('$');
        if whole.map_or(word.starts_with(stem), |whole| word == whole) {
            terms.add(*term);
        }
    }
    terms
}

fn add_phrases(lower: &str, terms: &mut Terms) {
    for (at, letter) in lower.char_indices() {
        for (phrase, term) in phrases().with(letter) {
            if lower[at..].starts_with(phrase) {
                terms.add(*term);
            }
        }
    }
}

/// The stems by their first letter.
fn phrases() -> &'static Initials<Term> {
    static INDEX: OnceLock<Initials<Term>> = OnceLock::new();
    INDEX.get_or_init(|| {
        let phrases = |(term, phrases): &(Term, &'static str)| {
            let term = *term;
            phrases.split('|').map(move |phrase| (phrase, term))
        };
        Initials::of(PHRASES.iter().flat_map(phrases))
    })
}

fn stems() -> &'static Initials<Term> {
    static INDEX: OnceLock<Initials<Term>> = OnceLock::new();
    INDEX.get_or_init(|| {
        let stems = |(term, stems): &(Term, &'static str)| {
            let term = *term;
            stems.split_ascii_whitespace().map(move |stem| (stem, term))
        };
        Initials::of(STEMS.iter().flat_map(stems))
    })
}

/// Beginnings of words, in lower case, `e-` written as `e`; a `$` ends a whole word.
///
/// In order: English, German, French, Spanish, Portuguese, Italian, Dutch,
/// the North Germanic languages, Finnish, Polish, Czech, Hungarian, Romanian,
/// Indonesian, Turkish, Greek, Russian, Ukrainian, Arabic, Persian, Hebrew, Hindi.
#[rustfmt::skip]
const STEMS: &[(Term, &str)] = &[
    (Term::Comment, "comment kommentar comentari comentár kommenter kommentti kommentoi komentar komentář komentarz
        hozzászól yorum σχόλι σχολι коммент коментар تعليق التعليق تعليقا دیدگاه نظر תגובה टिप्पणी reactie reageer"),
    (Term::Reply, "reply replies antwort répon réagir respuesta resposta responder rispost rispondi antwoord svar vastaa odpow
        odpov válasz răspuns balas cevap yanıt απάντηση ответ відпов رد$ پاسخ השב प्रतिक्रिया जवाब"),
    (Term::Email, "email mail emailadres emailov courriel correo eposta epost epostadress sähköposti surel posta
        почт электронн пошт електрон بريد البريد بريدك ایمیل אימייל ईमेल"),
    (Term::Publish, "publi veröffentlich pubbli gepubliceerd publicer offentliggj julkais opublikowan zveřejn uverejn közzé
        dipublikasi yayın yayım δημοσι опублик публик оприлюдн نشر يتم منتشر יפורסם प्रकाशित displayed shown"),
    (Term::Required, "required mandatory erforderlich pflichtfeld obligatoire obligatori obligatór obrigatóri obbligatori
        verplicht vereist obligatorisk påkrev påkræv krävs nødvendig pakolli wymagan vyžadov povinn kötelező wajib gerekli
        zorunlu υποχρεωτικ απαιτ обязательн обов مطلوب إلزامي الإلزامية موردنیاز חובה आवश्यक"),
    (Term::Name, "name$ nom$ nombre$ nome$ naam$ namn$ navn$ nimi$ imię jméno név nume$ nama$ isim ad$ adınız όνομα имя ім$ اسم الاسم نام$ שם नाम
        nickname username vorname nachname pseudo usuario"),
    (Term::Website, "website web$ site$ url$ homepage sitio$ sito$ webseite webbplats nettsted hjemmeside kotisivu verkkosivu strona witryn
        stránk webov weboldal honlap situs ιστότοπ сайт веб موقع الموقع وبسایت אתר वेबसाइट"),
    (Term::Login, "login log$ logged signin anmeld angemeldet einlogg eingeloggt connect identifi sesión sessão accedi accesso effettua
        inlogg ingelogd aanmeld logga inloggad logg innlogg kirjaudu zalog přihlá bejelentk autentific masuk giriş συνδε войти войдите
        авториз увійти تسجيل الدخول وارد להתחבר लॉग registered"),
    (Term::Browser, "browser navegador navigateur navigatore webbläsar nettleser selain selaimeen przeglądar prohlížeč böngésző
        peramban tarayıcı περιηγητ браузер المتصفح مرورگر דפדפן ब्राउज़र"),
    (Term::Spam, "akismet captcha recaptcha hcaptcha antispam"),
    (Term::Not, "not$ never$ nicht$ pas$ no$ não$ non$ niet$ inte$ ikke$ ikkje$ ei$ nie$ nebude$ nem$ nu$ tidak$ takkan$ δεν$ не$
        لن$ لا$ نخواهد$ לא$ नहीं$"),
];

/// Terms of scripts that write no spaces, and those that take several words.
#[rustfmt::skip]
const PHRASES: &[(Term, &str)] = &[
    (Term::Comment, "评论|評論|留言|コメント|댓글|bình luận|ความเห็น"),
    (Term::Reply, "回复|回覆|返信|답글|trả lời|ตอบ"),
    (Term::Email, "邮箱|电子邮件|電子郵件|電郵|邮件地址|メール|이메일|thư điện tử|อีเมล"),
    (Term::Publish, "公开|公開|發佈|发布|발행|공개|công khai|hiển thị|แสดง|เผยแพร่"),
    (Term::Required, "必填|必須|必须|필수|bắt buộc|ต้องการ|จำเป็น"),
    (Term::Name, "姓名|昵称|暱稱|名前|名称|이름|tên|ชื่อ"),
    (Term::Website, "网站|網站|网址|網址|サイト|웹사이트|trang web|เว็บไซต์"),
    (Term::Login, "登录|登入|登錄|ログイン|로그인|đăng nhập|เข้าสู่ระบบ"),
    (Term::Browser, "浏览器|瀏覽器|ブラウザ|브라우저|trình duyệt|เบราว์เซอร์"),
    (Term::Spam, "验证码|驗證碼|スパム|스팸"),
    (Term::Not, "不|ません|ない|않|không|ไม่|nmayacak|nmaz"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_found_in_many_languages() {
        let has = |text: &str, terms: &[Term]| terms_of(text).0.all(terms);
        assert!(has("Your E-Mail will not be published", &[Term::Email, Term::Publish]));
        assert!(has("Campos obrigatórios são marcados com *", &[Term::Required]));
        assert!(has("Ваш e-mail не будет опубликован.", &[Term::Email, Term::Publish]));
        assert!(has("必填项已用*标注 电子邮件", &[Term::Required, Term::Email]));
        assert!(has("لن يتم نشر عنوان بريدك الإلكتروني.", &[Term::Email, Term::Publish]));
        assert!(terms_of("The quick brown fox").0.is_empty());
    }

    #[test]
    fn other_words_are_counted() {
        assert_eq!(terms_of("Email *").1, 0);
        assert_eq!(terms_of("Email the editor").1, 2);
    }
}
