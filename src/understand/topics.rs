//! What the furniture of web pages speaks of, in many languages.
//!
//! A [`Topic`] is a purpose that lines around an article have: to be shared, to
//! be subscribed to, to lead elsewhere. The tables give words and phrases by which
//! languages name it. That a line names a topic is evidence and no more: what it
//! weighs depends on the length of the line and on where it stands ([`super::features`]).

use std::sync::OnceLock;

use super::line::is_unspaced;
use super::phrases::Phrases;

/// A purpose of lines that are not the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Topic {
    /// Sharing, liking, following, and the networks by name.
    Share,
    /// Newsletters, subscriptions, membership, donations.
    Subscribe,
    /// What else there is to read.
    Related,
    /// Comments by readers.
    Comments,
    /// Signing in, accounts.
    Account,
    /// Cookies, privacy, terms of use.
    Legal,
    /// Who holds the rights.
    Copyright,
    /// Advertisements and offers.
    Advert,
    /// Who took or gave a picture.
    Credit,
    /// Who the author is, how to reach them.
    Author,
    /// Keywords and categories.
    Tags,
    /// Ways through a site: menu, search, next page.
    Menu,
    /// When something was published or changed.
    Dateline,
    /// Reading time, listening, printing.
    Tools,
    /// Apps and files to download.
    Download,
    /// Where a report comes from; who edited it.
    Source,
    /// Contact, imprint, careers, help: the foot of a site.
    Imprint,
}

/// How many topics there are.
pub const TOPICS: usize = 17;

/// A set of topics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Topics(u32);

impl Topics {
    /// Whether the set holds a topic.
    pub fn has(self, topic: Topic) -> bool {
        self.0 & (1 << topic as u8) != 0
    }

    /// Whether the set is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The topics of the set, in the order of the table.
    pub fn iter(self) -> impl Iterator<Item = Topic> {
        TABLE.iter().map(|(topic, _)| *topic).filter(move |topic| self.has(*topic))
    }
}

/// The longest text that is looked at, in bytes: what furniture says it says at once.
const LONGEST: usize = 1_000;

/// What a line speaks of, and where it does so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Found {
    /// All topics of the line.
    pub any: Topics,
    /// Those that it begins with: "Read more: …".
    pub first: Topics,
    /// Those that it ends with: "… Photo by Jane Doe".
    pub last: Topics,
    /// How many phrases of it articles hardly ever use.
    pub telling: usize,
    /// The topics of the telling phrases.
    pub told: Topics,
    /// Whether it begins with one of them.
    pub tells_first: bool,
}

/// How near to an end of the line a phrase begins or ends it, in bytes of plain text.
const NEAR: usize = 28;

/// The topics that a line names.
pub fn topics_of(text: &str) -> Found {
    let mut found = Found::default();
    if text.len() <= LONGEST {
        let plain = plain(text);
        look(&plain, |topics, telling, from, to| {
            found.tell(topics, telling, from);
            found.any.0 |= topics;
            found.first.0 |= if from <= 1 { topics } else { 0 };
            found.last.0 |= if to + NEAR >= plain.len() { topics } else { 0 };
        });
        return found;
    }
    let cut = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (head, tail) =
        (plain(&text[..cut(LONGEST / 4)]), plain(&text[cut(text.len() - LONGEST / 4)..]));
    look(&head, |topics, telling, from, _| {
        found.tell(topics, telling, from);
        found.first.0 |= if from <= 1 { topics } else { 0 };
    });
    look(&tail, |topics, telling, _, to| {
        found.tell(topics, telling, usize::MAX);
        found.last.0 |= if to + NEAR >= tail.len() { topics } else { 0 };
    });
    found
}

impl Found {
    fn tell(&mut self, topics: u32, telling: bool, from: usize) {
        if telling {
            self.telling += 1;
            self.told.0 |= topics;
            self.tells_first |= from <= 1;
        }
    }
}

/// Calls for each phrase with its topic, whether it is telling, and where it stands.
fn look(plain: &str, mut call: impl FnMut(u32, bool, usize, usize)) {
    let found = |(topic, telling), from, to| call(1 << topic as u8, telling, from, to);
    phrases().look(plain, found);
}

/// Words in lower case with one space before and after each; marks that say
/// something stay, all others are spaces.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len() + 2);
    plain.push(' ');
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            plain.push(c.to_ascii_lowercase());
            continue;
        }
        let joins = matches!(c, '\'' | '’' | '\u{AD}' | '\u{200B}');
        if c.is_alphanumeric() || is_unspaced(c) || super::repair::is_mark(c) {
            plain.extend(c.to_lowercase());
        } else if matches!(c, ':' | '：') {
            // A word of its own, so that a phrase is found with and without it.
            plain.push_str(if plain.ends_with(' ') { ": " } else { " : " });
        } else if matches!(c, '©' | '®' | '|') {
            plain.push(c);
        } else if !joins && !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    if !plain.ends_with(' ') {
        plain.push(' ');
    }
    plain
}

/// The phrases of both tables, each with its topic and whether it is telling.
fn phrases() -> &'static Phrases<(Topic, bool)> {
    static PHRASES: OnceLock<Phrases<(Topic, bool)>> = OnceLock::new();
    PHRASES.get_or_init(|| {
        let tables = [(TABLE, false), (TELLING, true)].into_iter();
        let rows = tables.flat_map(|(table, telling)| table.iter().map(move |row| (row, telling)));
        Phrases::of(rows.flat_map(|((topic, phrases), telling)| {
            let phrases = phrases.split('|').map(str::trim).filter(|phrase| !phrase.is_empty());
            phrases.map(move |phrase| (phrase, (*topic, telling)))
        }))
    })
}

/// Phrases in lower case, without apostrophes and hyphens, `|` between them; `*` leaves a word open.
#[rustfmt::skip]
const TABLE: &[(Topic, &str)] = &[
    (Topic::Share, "share|shares|sharing|share this|share on|tweet|facebook|twitter|linkedin|pinterest|whatsapp|instagram|telegram|reddit|tumblr|youtube
        |tiktok|flipboard|follow us|follow me|follow on|following|followers|like us|copy link|link copied|copied to clipboard|e mail this|email this|send by email|bluesky|threads|mastodon|snapchat|messenger|vk|weibo|wechat|pocket|google|skype|xing|line
        |teilen|folgen|folge uns|folgen sie|partager|partagez|suivez|suivre|suivez nous|compartir|comparte|siguenos|síguenos|seguir|compartilh*|siga nos|condividi|seguici|delen|deel|volg ons|dela|del|del på|følg oss|følg os|följ oss|jaa|seuraa|udostępnij|podziel się|obserwuj|sdílet|sdílejte|sledujte|megosztás|kövess|distribuie|urmărește|bagikan|ikuti kami|paylaş|takip et|takip edin|κοινοποίηση|ακολουθήστε|поделит*|подпис*|поширити|поділит*|شارك|مشاركة|تابعنا|اشتراک|שתף|שתפו|शेयर|chia sẻ|แชร์|分享|转发|关注我们|微信|微博|シェア|ツイート|フォロー|공유"),
    (Topic::Subscribe, "subscribe|subscription*|newsletter*|sign up|signup|become a member|membership|join us|join our|donate|donation|support us|support our|free trial|unlimited access|alerts|get the latest|delivered to your inbox|inbox|your email|email address|patreon|breaking news|mailing list|rss|unsubscribe|premium|promotional
        |abonnieren|abo|abonnement|jetzt abonnieren|anmelden|unterstützen|spenden|abonner|abonnez|sabonner|sinscrire|inscrivez|lettre dinformation|infolettre|soutenez|suscr*|boletín|inscríbete|apoya|assine|assinar|assinatura|cadastre se|iscriviti|abbonati|abbonamento|aanmelden|nieuwsbrief|abonneer|prenumerera|nyhetsbrev|abonner|nyhedsbrev|tilaa|uutiskirje|zapisz się|prenumerata|odebírat|předplatné|feliratkozás|hírlevél|abonează*|berlangganan|abone ol|bülten|εγγραφείτε|подпишитесь|рассылк*|підписатися|اشترك|النشرة|خبرنامه|הירשמו|सदस्यता|đăng ký|订阅|訂閱|購読|登録|구독"),
    (Topic::Related, "read more|read also|also read|read next|see also|related|you may also like|you might also like|might also like|more from|more on|more in|more stories|more articles|more news|more about|recommended|recommendations|most read|most popular|popular|trending|latest|latest news|up next|dont miss|dont miss it|top stories|top news|recent posts|recent articles|recent|editors picks|in case you missed|must read|keep reading|continue reading|learn more|view all|see all|show more|load more|view more|see more|watch now|featured|from around the web|sponsored links|similar|what to read|also on
        |mehr zum thema|mehr zu|lesen sie auch|auch interessant|weitere|weiterlesen|meistgelesen|mehr lesen|lesen sie mehr|neueste|verwandte|à lire|lire aussi|lire la suite|à lire aussi|sur le même|les plus lus|voir aussi|en savoir plus|articles similaires|leer más|lee también|también te|te puede interesar|más leídas|noticias relacionadas|ver más|relacionad*|leia mais|leia também|veja também|mais lidas|saiba mais|leggi anche|leggi tutto|leggi altro|potrebbe interessarti|articoli correlati|lees ook|lees meer|meer over|meest gelezen|läs mer|läs också|les også|les mer|læs også|læs mere|mest lest|mest lästa|lue myös|lisää aiheesta|luetuimmat|czytaj także|czytaj więcej|zobacz także|przeczytaj|čtěte také|související|více|olvasta már|kapcsolódó|citește și|citeste si|baca juga|terkait|terpopuler|terbaru|ilgili haberler|diğer haberler|διαβάστε επίσης|σχετικά|читайте также|читать далее|похожие|по теме|читайте також|اقرأ أيضا|اقرأ المزيد|مواضيع|مرتبط|קראו גם|עוד ב|यह भी पढ़ें|xem thêm|đọc thêm|liên quan|อ่านเพิ่มเติม|ข่าวที่เกี่ยวข้อง|相关阅读|相关新闻|相关|推荐阅读|热门|更多|延伸阅读|相關|上一篇|下一篇|関連|人気|もっと見る|おすすめ|관련기사|더보기|인기"),
    (Topic::Comments, "comment|comments|reply|replies|leave a comment|leave a reply|post a comment|view comments|add comment|no comments|join the conversation|join the discussion|says:|said:|report comment|likes|upvote|log in to comment|discussion|thumbs up
        |kommentare|kommentar|kommentieren|antworten|commentaires|commentaire|commenter|répondre|réagir|comentarios|comentario|comentar|responder|comentários|commenti|commento|rispondi|reacties|reageer|kommentarer|kommentera|svar|svara|svar|kommentit|komentarze|komentarz|odpowiedz|komentáře|komentář|hozzászólások|comentarii|răspunde|komentar|balas|yorum|yorumlar|yanıtla|σχόλια|σχόλιο|комментар*|ответить|коментар*|تعليق|تعليقات|رد|نظرات|دیدگاه|תגובות|תגובה|टिप्पणी|bình luận|ความคิดเห็น|评论|評論|留言|コメント|댓글"),
    (Topic::Account, "log in|login|log out|logout|sign in|signin|sign out|my account|your account|account|register|registration|password|username|profile|create an account
        |anmelden|einloggen|registrieren|konto|passwort|connexion|se connecter|mon compte|créer un compte|mot de passe|iniciar sesión|mi cuenta|regístrate|contraseña|entrar|minha conta|senha|accedi|registrati|inloggen|registreren|mijn account|logga in|logg inn|log ind|min side|kirjaudu|zaloguj|konto|přihlásit|přihlášení|bejelentkezés|autentificare|masuk|daftar|giriş|giriş yap|üye ol|σύνδεση|войти|вход|регистрация|увійти|تسجيل الدخول|ورود|התחברות|लॉग इन|đăng nhập|เข้าสู่ระบบ|登录|登入|注册|註冊|ログイン|会員登録|로그인|회원가입"),
    (Topic::Legal, "cookie|cookies|privacy|privacy policy|terms of use|terms of service|terms and conditions|terms|conditions|disclaimer|accessibility|consent|do not sell|gdpr|we use cookies|accept all|personal data|legal|javascript|adblock*|ad blocker|recaptcha|user agreement|affiliate|commission
        |datenschutz|datenschutzerklärung|nutzungsbedingungen|agb|widerruf*|mentions légales|confidentialité|données personnelles|conditions générales|cgu|privacidad|política de cookies|aviso legal|términos|privacidade|termos de uso|informativa|note legali|privacybeleid|voorwaarden|integritetspolicy|kakor|personvern|personvernerklæring|informasjonskapsler|privatlivspolitik|evästeet|tietosuoja|polityka prywatności|regulamin|ciasteczka|ochrana osobních|adatvédelem|confidențialitate|kebijakan privasi|gizlilik|çerez*|απόρρητο|όροι χρήσης|конфиденциальност*|конфіденційн*|سياسة الخصوصية|الشروط|מדיניות פרטיות|गोपनीयता|chính sách|นโยบาย|隐私|隱私|免责声明|声明|プライバシー|利用規約|개인정보|이용약관"),
    (Topic::Copyright, "©*|copyright|all rights reserved|rights reserved|reproduction|may not be published|may not be reproduced|republish*|creative commons|licensed under|trademark*|powered by|registered in england
        |alle rechte|urheberrecht*|tous droits réservés|droits réservés|todos los derechos|derechos reservados|todos os direitos|direitos reservados|tutti i diritti|riproduzione riservata|diritti riservati|alle rechten|rätt till|opphavsrett|med enerett|copyright:|wszelkie prawa|všechna práva|minden jog|toate drepturile|hak cipta|tüm hakları|με επιφύλαξη|все права|усі права|всі права|جميع الحقوق|حقوق|כל הזכויות|सर्वाधिकार|bản quyền|สงวนลิขสิทธิ์|版权|版權|转载|轉載|备案|icp备*|icp|許可证|许可证|無断|転載|禁止|무단|저작권"),
    (Topic::Advert, "advertisement|advertisements|advertising|advertise|ad|ads|sponsored|sponsor|promoted|promotion|paid content|partner content|buy now|shop now|add to cart|add to basket|cart|basket|checkout|free shipping|discount|coupon|deals|book now|order now|get started|get started today|request a demo|try for free|contact us today|gift|pricing
        |anzeige|werbung|anzeigen|in den warenkorb|warenkorb|kostenlos|publicité|annonce|annonces|panier|publicidad|anuncio|patrocinado|carrito|publicidade|anúncio|patrocinado|carrinho|pubblicità|annuncio|sponsorizzato|carrello|advertentie|winkelwagen|annons|annonse|annonsørinnhold|annonce|handlekurv|varukorg|mainos|ostoskori|reklama|koszyk|košík|inzerce|hirdetés|kosár|publicitate|iklan|reklam|sepet|διαφήμιση|реклама|корзина|إعلان|إعلانات|تبلیغات|פרסומת|विज्ञापन|quảng cáo|โฆษณา|广告|廣告|購物車|购物车|広告|カート|광고|장바구니"),
    (Topic::Credit, "photo|photos|photo by|photo:|photograph|photographer|photography|image|images|image:|image credit|image source|picture|picture:|pictured|getty|getty images|reuters|afp|ap photo|associated press|shutterstock|istock*|alamy|unsplash|courtesy|credit|credit:|gallery|caption|video|video:|illustration|screenshot|file photo|via getty|zoom
        |foto|fotos|foto:|bild|bild:|bilder|quelle:|bildquelle|imago|dpa|picture alliance|photo :|crédit|crédits|crédit photo|imágenes|imagen|imagem|fotografía|fotografia|crédito|immagine|immagini|beeld|kuva|kuvat|zdjęcie|fot|snímek|zdroj|fotó|kép|sursa|sumber|fotoğraf|görsel|kaynak|φωτογραφία|εικόνα|фото|изображение|зображення|صورة|الصورة|عکس|צילום|תמונה|फोटो|ảnh|hình|ภาพ|图|图片|图为|摄影|摄|圖|写真|画像|사진"),
    (Topic::Author, "about the author|about the authors|about author|author|authors|contributor|is a writer|is a journalist|is a freelance|reporter|correspondent|staff writer|contributing|senior editor|editor in chief|posts by|all posts|view profile|view all posts|written by|guest post|columnist|bio|biography|team|follow the author|reach him|reach her|contact the author|read full bio|expert|about us
        |über den autor|zur autorin|über die autorin|zum autor|über uns|autor|autorin|redakteur|redakteurin|korrespondent|auteur|à propos de lauteur|journaliste|rédaction|à propos|sobre el autor|redactor|redactora|periodista|sobre o autor|redação|jornalista|autore|giornalista|redazione|over de auteur|journalist|redactie|skribent|om författaren|reporter|journalisten|toimittaja|redakcja|dziennikarz|autor:|redaktor|redakce|szerző|szerkesztő|autorul|penulis|reporter|yazar|muhabir|συντάκτης|автор|редактор|корреспондент|журналист|كاتب|مراسل|نویسنده|כתב|लेखक|संवाददाता|tác giả|ผู้เขียน|作者|记者|編輯|关于|記者|ライター|著者|기자"),
    (Topic::Tags, "tags|tag|tags:|tagged|topics|topic|filed under|filed in|category|categories|keywords|labels|posted in|themes|in this article
        |themen|thema|schlagworte|schlagwörter|stichworte|kategorie|kategorien|étiquettes|mots clés|sujets|thèmes|catégorie|catégories|etiquetas|temas|categoría|categorías|palavras chave|assuntos|categoria|categorias|argomenti|etichette|onderwerpen|trefwoorden|categorie|ämnen|emner|emneord|kategori|kategorier|avainsanat|aiheet|tagi|kategoria|kategorie|štítky|címkék|kategória|etichete|categorii|kategori|etiketler|konular|ετικέτες|κατηγορία|теги|метки|категори*|рубрик*|мітки|وسوم|الكلمات المفتاحية|دسته|תגיות|टैग|chủ đề|từ khóa|แท็ก|标签|標籤|分类|关键词|タグ|カテゴリ|태그"),
    (Topic::Menu, "home|menu|search|skip to content|skip to main|main content|back to top|top|previous|next|prev|next post|previous post|next article|previous article|back|close|open menu|navigation|sections|sitemap|site map|toggle|expand|collapse|breadcrumb|archive|archives|print edition|e paper|epaper|jump to|table of contents|contents|on this page|page|pages|scroll|click here|click|select|filter|sort by|language|english|world|news|sports|business|politics|opinion|culture|lifestyle|weather|travel|health|science|technology|tech|entertainment|video|videos|podcasts|events|jobs|shop|blog|resources|products|services|solutions|features
        |startseite|suche|suchen|menü|zum inhalt|navigation|nach oben|zurück|weiter|ressorts|accueil|recherche|rechercher|aller au contenu|retour|suivant|précédent|rubriques|inicio|buscar|menú|búsqueda|siguiente|anterior|secciones|início|página inicial|pesquisar|próximo|cerca|ricerca|successivo|precedente|zoeken|volgende|vorige|hem|sök|hopp til|forsiden|forside|søk|søg|neste|forrige|meny|seksjoner|etusivu|haku|valikko|strona główna|szukaj|następny|poprzedni|domů|hledat|další|předchozí|kezdőlap|keresés|acasă|căutare|beranda|cari|selanjutnya|sebelumnya|anasayfa|ana sayfa|ara|sonraki|önceki|αρχική|αναζήτηση|главная|поиск|меню|следующ*|предыдущ*|головна|пошук|الرئيسية|بحث|القائمة|خانه|جستجو|דף הבית|חיפוש|होम|खोज|trang chủ|tìm kiếm|หน้าแรก|ค้นหา|首页|首頁|搜索|导航|返回|当前位置|当前|上一页|下一页|ホーム|検索|メニュー|トップ|次へ|前へ|홈|검색|메뉴"),
    (Topic::Dateline, "published|published:|updated|updated:|last updated|posted|posted on|posted by|posted at|modified|first published|date|date:|ago|hours ago|minutes ago|days ago|am|pm|gmt|utc|est|edt|ist|pst|pdt|cet|bst
        |veröffentlicht|aktualisiert|stand:|stand|uhr|publié|publié le|mis à jour|publicado|actualizado|hace|atualizado|publicado em|pubblicato|aggiornato|gepubliceerd|bijgewerkt|geplaatst|publicerad|uppdaterad|publisert|oppdatert|publiceret|opdateret|julkaistu|päivitetty|opublikowano|aktualizacja|publikováno|aktualizováno|megjelent|frissítve|publicat|actualizat|diterbitkan|wib|yayın*|güncelle*|eklenme|δημοσίευση|ενημέρωση|опубликован*|обновлен*|оновлено|نشر|تحديث|منذ|פורסם|עודכן|प्रकाशित|अपडेट|cập nhật|เผยแพร่|发布时间|发布日期|发布|更新|更新时间|时间|日期|公開日|更新日|掲載|입력|수정|등록"),
    (Topic::Tools, "min read|minute read|minutes read|mins read|read time|reading time|time to read|listen|listen to this|audio|play|print|print this|save|save article|bookmark|text size|font size|views|view count|watch|watch:|watch the video|listen now|transcript|shares|read in app|gift this article|min|advertisement remove
        |lesezeit|minuten|min lesezeit|artikel anhören|anhören|vorlesen|drucken|merken|merkliste|temps de lecture|écouter|imprimer|enregistrer|sauvegarder|tiempo de lectura|escuchar|imprimir|guardar|minutos de lectura|leitura|ouvir|salvar|tempo di lettura|ascolta|stampa|leestijd|luister|afdrukken|lästid|lyssna|skriv ut|lesetid|lytt|lukuaika|kuuntele|tulosta|czas czytania|posłuchaj|drukuj|doba čtení|poslechnout|tisk|olvasási idő|nyomtatás|timp de citire|cetak|okuma süresi|dinle|yazdır|εκτύπωση|время чтения|слушать|печать|распечатать|время на чтение|друк|دقيقة|استمع|طباعة|زمن القراءة|הדפסה|सुनें|प्रिंट|阅读量|浏览|浏览量|点击|阅读次数|阅读|打印|字号|字体|收藏|人气|読了時間|印刷|再生|인쇄|글자크기|조회"),
    (Topic::Download, "download|download our app|download the app|get the app|app store|google play|pdf|install|free download|our app|mobile app
        |herunterladen|télécharger|téléchargez|descargar|descarga|baixar|baixe|scarica|downloaden|ladda ner|last ned|lataa|pobierz|stáhnout|letöltés|descarcă|unduh|indir|λήψη|скачать|завантажити|تحميل|دانلود|הורד|डाउनलोड|tải|ดาวน์โหลด|下载|下載|ダウンロード|다운로드"),
    (Topic::Source, "source|source:|sources|source link|via|with reporting|reporting by|edited by|editing by|additional reporting|contributed to this|this story|this article|originally published|originally appeared|this post|story first|press release|correction|editors note|fact check*
        |quelle|quellen|mit material|dieser artikel|mit dpa|erschienen|source :|avec afp|cet article|fuente|fuentes|fonte|questo articolo|bron|källa|kilde|lähde|źródło|zdroj|forrás|sursa:|sumber|editor|kaynak|πηγή|источник|источник:|джерело|المصدر|منبع|מקור|स्रोत|nguồn|ที่มา|来源|來源|责任编辑|责编|编辑|稿源|原标题|出典|提供|출처"),
    (Topic::Imprint, "contact|contact us|about us|careers|jobs|help|faq|faqs|support|feedback|imprint|masthead|staff|our team|work with us|media kit|customer service|corrections|press|editorial|investors|address|phone|tel|fax|office|hotline|get in touch|opening hours|locations|follow up|partners
        |impressum|kontakt|karriere|hilfe|mediadaten|telefon|contactez|nous contacter|aide|contacto|ayuda|quiénes somos|contato|fale conosco|ajuda|quem somos|contatti|chi siamo|lavora con noi|over ons|vacatures|klantenservice|om oss|kontakta|kundeservice|kundtjänst|om os|kundservice|yhteystiedot|asiakaspalvelu|meistä|o nas|praca|o nás|kapcsolat|impresszum|rólunk|despre noi|tentang kami|hubungi kami|redaksi|hakkımızda|iletişim|künye|επικοινωνία|контакты|о нас|о проекте|контакти|про нас|اتصل بنا|من نحن|تماس|צור קשר|אודות|संपर्क|liên hệ|giới thiệu|ติดต่อ|เกี่ยวกับ|联系我们|关于我们|网站地图|电话|邮箱|地址|邮编|投稿|お問い合わせ|会社概要|運営|문의|회사소개"),
];

/// Phrases that speak to a visitor of a page, or of the page itself: articles hardly ever use them.
#[rustfmt::skip]
const TELLING: &[(Topic, &str)] = &[
    (Topic::Share, "share this|share on|share via|share article|share with|share:|share your|follow us|follow him on|follow her on|follow me on|follow them on|follow us on|like us on|find us on|tweet this|copy link|copy url|copied to clipboard|copy to clipboard|email this|e mail this|on facebook and|on twitter|on instagram|on facebook|your friends
        |teilen sie|artikel teilen|auf facebook|auf twitter|folgen sie|folge uns|folgen auf|partager sur|partagez|partager cet|suivez nous|sur facebook|sur twitter|síguenos|síguenos en|en facebook|compartir en|compartilhe|siga nos|siga o|condividi su|seguici su|condividi|volg ons|deel dit|dela artikeln|dela på|del artikkel|del artikel|del på|følg oss|følg os|jaa artikkeli|udostępnij|obserwuj nas|sdílet na|sledujte nás|oszd meg|bagikan artikel|ikuti kami|bizi takip|paylaş|поделиться|поделитесь|подписывайтесь|читайте нас|поширити|شارك هذا|تابعنا على|分享到|扫一扫|关注我们|微信公众号|シェアする|シェア|フォローする|공유하기|chia sẻ bài"),
    (Topic::Subscribe, "subscribe to|subscribe now|subscribe for|subscribe today|subscribe:|please subscribe|sign up for|sign up to|sign up now|our newsletter|free newsletter|newsletter sign|weekly newsletter|daily newsletter|join our|join the|join today|become a subscriber|become a member|for subscribers|subscribers only|already a subscriber|not a subscriber|unlimited access|your inbox|get the latest|breaking news alerts|your email|an email|no spam|unsubscribe at any time|support our|support my work|make a donation|donate to|start your free|free trial|to read the full|to continue reading|article limit|exclusive articles
        |newsletter abonnieren|jetzt abonnieren|jetzt anmelden|newsletter an|abo abschließen|registrieren sie|melden sie sich|abonnez vous|inscrivez vous|réservé aux abonnés|réservée aux abonnés|notre newsletter|suscríbete|suscribirse|suscríbase|para suscriptores|boletín de|assine a|assine o|assine já|inscreva se|iscriviti alla|iscriviti|abbonati|meld je aan|schrijf je in|word abonnee|abonneer je|prenumerera på|bli prenumerant|bli abonnent|meld deg på|tilmeld dig|tilaa uutiskirje|zapisz się|przihlaste se|přihlaste se k|iratkozz fel|feliratkozás|abonează te|abonați vă|berlangganan|abone ol|подписаться на|подпишитесь на|підпишіться|اشترك في|订阅我们|メールマガジン|有料会員|会員限定|무료 구독|đăng ký nhận"),
    (Topic::Related, "read more|read also|also read|also read:|read next|see also|related:|related articles|related stories|related content|related posts|related news|you may also|you might also|more from|more stories|more on this|more about|more news|recommended for you|recommended stories|most read|most popular|most viewed|trending now|latest news|latest stories|up next|dont miss|top stories|recent posts|editors picks|in case you missed|keep reading|continue reading|view all|see all|show more|load more|view more|see more|watch now|watch:|read:|click here|check out our|check out more|for more information visit|the latest from
        |mehr zum thema|lesen sie auch|lies auch|lesen sie mehr|auch interessant|das könnte sie|das könnte dich|weitere artikel|weitere beiträge|weitere nachrichten|meistgelesen|mehr lesen|mehr von|neueste beiträge|à lire aussi|lire aussi|à lire également|lire également|lire la suite|voir aussi|les plus lus|sur le même sujet|articles similaires|sur le même thème|leer más|lee también|lea también|te puede interesar|también te puede|más información|noticias relacionadas|lo más leído|ver más|leia mais|leia também|veja também|mais lidas|saiba mais|leggi anche|leggi tutto|leggi di più|potrebbe interessarti|ti potrebbe|lees ook|lees meer|meer over|meest gelezen|läs mer|läs också|läs även|les også|les mer|mer om|læs også|læs mere|mest lest|mest lästa|mest læste|lue myös|luetuimmat|czytaj także|czytaj też|czytaj więcej|zobacz także|zobacz też|przeczytaj także|čtěte také|související články|mohlo by vás|olvasd el|kapcsolódó|citește și|baca juga|lihat juga|berita terkait|artikel terkait|ilgili haberler|bunlar da|διαβάστε επίσης|διαβάστε ακόμα|читайте также|читать далее|читайте по теме|похожие|читайте також|اقرأ أيضا|اقرأ أيضًا|إقرأ أيضا|مواضيع ذات|بیشتر بخوانید|קראו גם|यह भी पढ़ें|ये भी पढ़ें|xem thêm|đọc thêm|tin liên quan|อ่านเพิ่มเติม|相关阅读|相关新闻|相关文章|推荐阅读|延伸閱讀|上一篇|下一篇|点击查看|関連記事|人気記事|あわせて読みたい|もっと見る|詳しくはこちら|관련기사|더보기"),
    (Topic::Comments, "leave a comment|leave a reply|post a comment|post comment|view comments|add a comment|add comment|no comments|comments are|comment on|in the comments|the comments below|join the conversation|join the discussion|be the first to|your thoughts|let us know|what do you think|says:|have your say
        |kommentar schreiben|kommentare lesen|zu den kommentaren|laisser un commentaire|lire les commentaires|votre commentaire|deja un comentario|dejar un comentario|ver comentarios|deixe um comentário|lascia un commento|commenta|plaats een reactie|reageer op|lämna en kommentar|legg igjen en kommentar|skriv en kommentar|dodaj komentarz|přidat komentář|hozzászólások|lasă un comentariu|tinggalkan komentar|tulis komentar|yorum yap|yorum yaz|оставить комментарий|добавить комментарий|залишити коментар|اترك تعليق|أضف تعليق|发表评论|我要评论|コメントを|댓글 쓰기"),
    (Topic::Account, "log in to|log in or|login to|sign in to|sign in or|create an account|create a free account|forgot your password|my account|register to
        |jetzt einloggen|zum login|se connecter|vous connecter|créer un compte|inicia sesión|iniciar sesión|faça login|accedi o|logga in för|logg inn for|zaloguj się|přihlaste se|войти через|авторизуйтесь|تسجيل الدخول|请登录|登录后|ログインして"),
    (Topic::Legal, "privacy policy|terms of use|terms of service|terms and conditions|terms conditions|cookie policy|cookie settings|use of cookies|uses cookies|use cookies|accept cookies|you agree to|you consent to|i agree to|i consent|affiliate link*|affiliate commission|earn a commission|we may earn|for informational purposes|does not constitute|not a substitute|enable javascript|ad blocker|your browser|protected by recaptcha|community guidelines|editorial standards|do not sell
        |datenschutzerklärung|datenschutzhinweise|nutzungsbedingungen|verwendet cookies|affiliate links|politique de confidentialité|mentions légales|utilise des cookies|vos données|política de privacidad|política de cookies|utiliza cookies|aviso legal|política de privacidade|utilizamos cookies|informativa privacy|utilizza cookie|privacybeleid|gebruikt cookies|personvernerklæring|informasjonskapsler|integritetspolicy|polityka prywatności|ochrana osobních údajů|kebijakan privasi|gizlilik politikası|политика конфиденциальности|использует файлы cookie|политикой|سياسة الخصوصية|隐私政策|免责声明|プライバシーポリシー|利用規約|개인정보처리방침"),
    (Topic::Copyright, "all rights reserved|rights reserved|copyright 19*|copyright 20*|© 19*|© 20*|©19*|©20*|may not be published|may not be reproduced|without permission|without written permission|powered by|registered trademark*|republish this
        |alle rechte vorbehalten|tous droits réservés|reproduction interdite|todos los derechos reservados|derechos reservados|todos os direitos|direitos reservados|tutti i diritti|riproduzione riservata|alle rechten voorbehouden|alla rättigheter|med ensamrätt|alle rettigheter|wszelkie prawa|všechna práva|minden jog|toate drepturile|hak cipta|tüm hakları|все права защищены|перепечатка|всі права|усі права|جميع الحقوق|כל הזכויות|सर्वाधिकार|bản quyền|版权所有|版權所有|未经授权|未经许可|书面授权|icp备|无断転載|無断転載|무단전재|무단 전재"),
    (Topic::Advert, "advertisement|advertisement:|story continues below|article continues below|continue below|sponsored by|sponsored content|paid content|promoted content|buy now|shop now|order now|book now|add to cart|add to basket|get started|get started today|request a demo|book a demo|schedule a|try it free|contact us today|contact us for|get in touch|learn more about our|free consultation|get a quote|special offer|click the link
        |anzeige|werbung|jetzt kaufen|in den warenkorb|termin vereinbaren|kontaktieren sie|publicité|ajouter au panier|contactez nous|publicidad|anuncio|añadir al carrito|contáctenos|publicidade|continua após a publicidade|pubblicità|contattaci|advertentie|annons|annonse|annonsørinnhold|mainos|reklama|inzerce|hirdetés|advertorial|scroll to continue|iklan|reklam|διαφήμιση|реклама|إعلان|פרסומת|विज्ञापन|quảng cáo|โฆษณา|广告|廣告|広告|광고"),
    (Topic::Credit, "photo by|photo:|photos by|photos:|photo credit|photo credits|photo courtesy|photograph by|photograph:|photography by|image:|image credit|image credits|images:|image source|image courtesy|main image|featured image|picture:|pictures:|via getty images|getty images|ap photo|file photo|shutterstock|istockphoto|handout|courtesy of|video:|illustration by|illustration:|credit:|caption:
        |foto:|fotos:|bild:|bilder:|bildquelle|picture alliance|crédit photo|photo :|crédits|crédit :|foto de|imagen de|imagen:|foto di|beeld:|kuva:|fot|foto:|foto: |zdroj:|fotó:|sursa foto|sumber foto|fotoğraf:|φωτογραφία:|фото:|صورة:|צילום:|图源|摄影|供图|图片来源|写真:|写真提供|사진"),
    (Topic::Author, "about the author|about the authors|about author|more by|posts by|all posts by|more articles by|view all posts|view profile|follow the author|can be reached at|can be contacted|reach him at|reach her at|email him at|email her at|email the author|contact the author|is a freelance|is a writer|is a staff writer|is a senior writer|is a reporter|is a journalist|is an editor|is the author of|is the editor|is the founder|is based in|is headquartered|has written for|contributed to this|contributed reporting|editors note|about the writer|guest post by
        |über den autor|über die autorin|zum autor|zur autorin|alle artikel von|à propos de lauteur|tous ses articles|sobre el autor|sobre la autora|sobre o autor|linformazione su|sullautore|over de auteur|om författaren|om forfatteren|kirjoittajasta|o autorze|o autorovi|a szerzőről|despre autor|tentang penulis|yazar hakkında|об авторе|про автора|عن الكاتب|关于作者|作者简介|この記事を書いた|著者|기자"),
    (Topic::Tags, "tags:|tagged:|tagged with|filed under|posted in|topics:|category:|categories:|keywords:|in this article|more topics|schlagworte:|themen:|schlagwörter:|mots clés|étiquettes|etiquetas:|temas:|palavras chave|argomenti:|trefwoorden|ämnen|emner:|emneord|tagi:|štítky|címkék|etichete|etiketler|теги:|метки:|وسوم|标签|标签:|关键词:|タグ"),
    (Topic::Menu, "skip to content|skip to main content|skip to main|skip to navigation|back to top|back to home|open menu|close menu|main menu|toggle navigation|site map|next article|previous article|next post|previous post|previous story|next story|jump to|table of contents|search for:|opens in a new|opens in new|select your|choose your|view on
        |zum inhalt|zum hauptinhalt|nach oben|zur startseite|aller au contenu|retour en haut|ir al contenido|saltar al contenido|pular para|vai al contenuto|ga naar|till innehållet|hopp til|siirry sisältöön|przejdź do|przeskočit|перейти к|перейти до|انتقل إلى|当前位置|返回顶部|返回首页|社区首页|ページトップ|바로가기"),
    (Topic::Dateline, "last updated|last modified|first published|published on|published at|posted on|posted by|updated on|hours ago|minutes ago|days ago|months ago
        |zuletzt aktualisiert|veröffentlicht am|publié le|mis à jour le|publicado el|actualizado el|hace horas|publicado em|atualizado em|pubblicato il|ultimo aggiornamento|gepubliceerd op|senast uppdaterad|sist oppdatert|sidst opdateret|opublikowano|aktualizováno|diterbitkan|son güncelleme|опубликовано|последнее обновление|تم النشر|آخر تحديث|发布时间|更新时间|更新日|公開日|입력|수정"),
    (Topic::Tools, "min read|minute read|minutes read|reading time|listen to this|listen to article|listen now|print this|text size|font size|save for later|read in app|gift this article|add to reading list|this article has been|audio version|play video|video player
        |min lesezeit|lesezeit|artikel anhören|artikel drucken|temps de lecture|écouter larticle|minutos de lectura|escuchar artículo|tempo de leitura|tempo di lettura|leestijd|lästid|lesetid|lukuaika|czas czytania|doba čtení|время чтения|阅读量|阅读次数|字号|打印本页|読了時間"),
    (Topic::Download, "download our app|download the app|get the app|our app|app store|google play|for ios|download pdf|download now|free download|app herunterladen|télécharger lapplication|descarga la app|baixe o app|scarica lapp|скачать приложение|تحميل التطبيق|下载客户端|アプリを"),
    (Topic::Source, "originally published|originally appeared|first published on|first appeared|first appeared on|this story was|this article was|this article is|this post was|this content|press release|reporting by|editing by|edited by|additional reporting|source link|with files from|the views expressed|the opinions expressed|views expressed
        |quelle:|dieser artikel|dieser text|zuerst erschienen|mit material von|cet article|avec afp|este artículo|esta noticia|fuente:|este artigo|fonte:|questo articolo|bron:|källa:|kilde:|lähde:|źródło:|zdroj:|forrás:|sursa:|sumber:|kaynak:|πηγή:|источник:|джерело:|المصدر:|责任编辑|来源:|稿源|编辑:|原标题|出典|출처"),
    (Topic::Imprint, "contact us|about us|work with us|advertise with us|media kit|customer service|help center|help centre|our team|careers|send us|email us|call us|impressum|kontakt|über uns|nous contacter|qui sommes nous|quiénes somos|contáctanos|fale conosco|quem somos|chi siamo|contatti|over ons|om oss|kundeservice|yhteystiedot|o nas|kontakty|kapcsolat|impresszum|despre noi|tentang kami|hubungi kami|hakkımızda|iletişim|о нас|контакты|اتصل بنا|من نحن|联系我们|关于我们|举报电话|お問い合わせ|会社概要|회사소개"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_are_found_in_many_languages() {
        for (text, topic) in [
            ("Share this:", Topic::Share),
            ("Lesen Sie auch", Topic::Related),
            ("© 2024 The Paper", Topic::Copyright),
            ("Tous droits réservés.", Topic::Copyright),
            ("责任编辑：张三", Topic::Source),
            ("Подпишитесь на нас", Topic::Subscribe),
            ("جميع الحقوق محفوظة", Topic::Copyright),
        ] {
            assert!(topics_of(text).any.has(topic), "{text}");
        }
    }

    #[test]
    fn words_count_whole() {
        assert!(topics_of("The Homer of our days reshared nothing").any.is_empty());
        assert!(topics_of("Read more: the end").tells_first);
        assert!(topics_of("Photo : Jane Doe").tells_first && topics_of("写真：山田").telling == 1);
        assert_eq!(topics_of("Don’t miss it").any.iter().next(), Some(Topic::Related));
    }
}
