//! The words that the program itself puts into an article's output.
//!
//! Each is said in the article's language where the table knows it, in English
//! where it does not.

use super::Tag;
use crate::article::AsideKind;

/// The words of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// Heading of a table of contents.
    pub contents: &'static str,
    /// Heading of the notes at the end.
    pub notes: &'static str,
    /// Heading of the addresses of links, where they stand alone at the end.
    pub links: &'static str,
    /// Before the address at which the article stands.
    pub source: &'static str,
    /// Name of an aside that notes something.
    pub note: &'static str,
    /// Name of an aside that gives advice.
    pub tip: &'static str,
    /// Name of an aside that must not be missed.
    pub important: &'static str,
    /// Name of an aside that warns.
    pub warning: &'static str,
    /// Name of an aside that warns of consequences.
    pub caution: &'static str,
    /// Title of an article that has none.
    pub untitled: &'static str,
}

impl Words {
    /// The words for a language.
    pub fn of(language: &Tag) -> &'static Words {
        let primary = language.primary();
        let found = TABLE.iter().find(|(tag, _)| *tag == primary);
        found.map_or(&TABLE[0].1, |(_, words)| words)
    }

    /// The name of an aside; `None` for one of no special kind.
    pub fn aside(&self, kind: AsideKind) -> Option<&'static str> {
        match kind {
            AsideKind::Plain => None,
            AsideKind::Note => Some(self.note),
            AsideKind::Tip => Some(self.tip),
            AsideKind::Important => Some(self.important),
            AsideKind::Warning => Some(self.warning),
            AsideKind::Caution => Some(self.caution),
        }
    }
}

/// What the cover of a book is called.
pub fn cover(language: &Tag) -> &'static str {
    let primary = language.primary();
    let found = COVERS.iter().find(|(tag, _)| *tag == primary);
    found.unwrap_or(&COVERS[0]).1
}

/// English first.
#[rustfmt::skip]
const COVERS: &[(&str, &str)] = &[
    ("en", "Cover"),
    ("ar", "الغلاف"),
    ("bg", "Корица"),
    ("cs", "Obálka"),
    ("da", "Omslag"),
    ("de", "Titelbild"),
    ("el", "Εξώφυλλο"),
    ("es", "Cubierta"),
    ("fa", "جلد"),
    ("fi", "Kansi"),
    ("fr", "Couverture"),
    ("he", "כריכה"),
    ("hi", "आवरण"),
    ("hu", "Borító"),
    ("id", "Sampul"),
    ("it", "Copertina"),
    ("ja", "表紙"),
    ("ko", "표지"),
    ("nb", "Omslag"),
    ("nl", "Omslag"),
    ("pl", "Okładka"),
    ("pt", "Capa"),
    ("ro", "Copertă"),
    ("ru", "Обложка"),
    ("sv", "Omslag"),
    ("tr", "Kapak"),
    ("tt", "Тышлык"),
    ("uk", "Обкладинка"),
    ("vi", "Bìa"),
    ("zh", "封面"),
];

const fn words(list: [&'static str; 10]) -> Words {
    let [contents, notes, links, source, note, tip, important, warning, caution, untitled] = list;
    Words { contents, notes, links, source, note, tip, important, warning, caution, untitled }
}

/// English first: it serves every language that is not in the table.
#[rustfmt::skip]
const TABLE: &[(&str, Words)] = &[
    ("en", words(["Contents", "Notes", "Links", "Source", "Note", "Tip", "Important", "Warning", "Caution", "Untitled"])),
    ("ar", words(["المحتويات", "الهوامش", "الروابط", "المصدر", "ملاحظة", "نصيحة", "مهم", "تحذير", "تنبيه", "بلا عنوان"])),
    ("bg", words(["Съдържание", "Бележки", "Връзки", "Източник", "Бележка", "Съвет", "Важно", "Предупреждение", "Внимание", "Без заглавие"])),
    ("cs", words(["Obsah", "Poznámky", "Odkazy", "Zdroj", "Poznámka", "Tip", "Důležité", "Varování", "Pozor", "Bez názvu"])),
    ("da", words(["Indhold", "Noter", "Links", "Kilde", "Bemærk", "Tip", "Vigtigt", "Advarsel", "Forsigtig", "Uden titel"])),
    ("de", words(["Inhalt", "Anmerkungen", "Links", "Quelle", "Hinweis", "Tipp", "Wichtig", "Warnung", "Vorsicht", "Ohne Titel"])),
    ("el", words(["Περιεχόμενα", "Σημειώσεις", "Σύνδεσμοι", "Πηγή", "Σημείωση", "Συμβουλή", "Σημαντικό", "Προειδοποίηση", "Προσοχή", "Χωρίς τίτλο"])),
    ("es", words(["Índice", "Notas", "Enlaces", "Fuente", "Nota", "Consejo", "Importante", "Advertencia", "Precaución", "Sin título"])),
    ("fa", words(["فهرست", "یادداشت‌ها", "پیوندها", "منبع", "یادداشت", "نکته", "مهم", "هشدار", "احتیاط", "بی‌عنوان"])),
    ("fi", words(["Sisällys", "Viitteet", "Linkit", "Lähde", "Huomautus", "Vinkki", "Tärkeää", "Varoitus", "Huomio", "Nimetön"])),
    ("fr", words(["Table des matières", "Notes", "Liens", "Source", "Remarque", "Astuce", "Important", "Avertissement", "Attention", "Sans titre"])),
    ("he", words(["תוכן העניינים", "הערות", "קישורים", "מקור", "הערה", "עצה", "חשוב", "אזהרה", "זהירות", "ללא כותרת"])),
    ("hi", words(["विषय-सूची", "टिप्पणियाँ", "लिंक", "स्रोत", "टिप्पणी", "सुझाव", "महत्वपूर्ण", "चेतावनी", "सावधान", "शीर्षकहीन"])),
    ("hu", words(["Tartalom", "Jegyzetek", "Hivatkozások", "Forrás", "Megjegyzés", "Tipp", "Fontos", "Figyelmeztetés", "Vigyázat", "Cím nélkül"])),
    ("id", words(["Daftar Isi", "Catatan", "Tautan", "Sumber", "Catatan", "Kiat", "Penting", "Peringatan", "Perhatian", "Tanpa Judul"])),
    ("it", words(["Indice", "Note", "Collegamenti", "Fonte", "Nota", "Suggerimento", "Importante", "Avviso", "Attenzione", "Senza titolo"])),
    ("ja", words(["目次", "注", "リンク", "出典", "注記", "ヒント", "重要", "警告", "注意", "無題"])),
    ("ko", words(["차례", "주", "링크", "출처", "참고", "도움말", "중요", "경고", "주의", "제목 없음"])),
    ("nb", words(["Innhold", "Noter", "Lenker", "Kilde", "Merk", "Tips", "Viktig", "Advarsel", "Forsiktig", "Uten tittel"])),
    ("nl", words(["Inhoud", "Noten", "Links", "Bron", "Opmerking", "Tip", "Belangrijk", "Waarschuwing", "Let op", "Zonder titel"])),
    ("pl", words(["Spis treści", "Przypisy", "Odnośniki", "Źródło", "Uwaga", "Wskazówka", "Ważne", "Ostrzeżenie", "Przestroga", "Bez tytułu"])),
    ("pt", words(["Índice", "Notas", "Links", "Fonte", "Nota", "Dica", "Importante", "Aviso", "Cuidado", "Sem título"])),
    ("ro", words(["Cuprins", "Note", "Legături", "Sursă", "Notă", "Sfat", "Important", "Avertisment", "Atenție", "Fără titlu"])),
    ("ru", words(["Содержание", "Примечания", "Ссылки", "Источник", "Примечание", "Совет", "Важно", "Предупреждение", "Осторожно", "Без названия"])),
    ("sv", words(["Innehåll", "Noter", "Länkar", "Källa", "Anmärkning", "Tips", "Viktigt", "Varning", "Försiktighet", "Utan titel"])),
    ("tr", words(["İçindekiler", "Notlar", "Bağlantılar", "Kaynak", "Not", "İpucu", "Önemli", "Uyarı", "Dikkat", "Başlıksız"])),
    ("tt", words(["Эчтәлек", "Искәрмәләр", "Сылтамалар", "Чыганак", "Искәрмә", "Киңәш", "Мөһим", "Кисәтү", "Игътибар", "Исемсез"])),
    ("uk", words(["Зміст", "Примітки", "Посилання", "Джерело", "Примітка", "Порада", "Важливо", "Попередження", "Обережно", "Без назви"])),
    ("vi", words(["Mục lục", "Chú thích", "Liên kết", "Nguồn", "Ghi chú", "Mẹo", "Quan trọng", "Cảnh báo", "Thận trọng", "Không có tiêu đề"])),
    ("zh", words(["目录", "注释", "链接", "来源", "注", "提示", "重要", "警告", "注意", "无标题"])),
];
