//! Bytes to text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    Encoding, ISO_2022_JP, ISO_8859_2, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252,
};

use crate::BookError;

/// How much of a text is judged where its encoding must be guessed.
const JUDGED: usize = 1 << 18;

/// A file's text and the encoding it was in.
pub(crate) struct Text {
    pub(crate) content: String,
    /// The file's bytes, where they are not the content's.
    pub(crate) bytes: Option<Vec<u8>>,
    /// Where the content begins, after a mark of the encoding.
    pub(crate) start: usize,
    pub(crate) encoding: &'static Encoding,
    /// Some bytes are no letters in this encoding and were replaced.
    pub(crate) damaged: bool,
}

/// The encodings to choose from where the right one was not told, most usual first.
#[must_use]
pub fn encodings() -> &'static [&'static str] {
    &[
        "UTF-8",
        "Windows-1252",
        "UTF-16LE",
        "UTF-16BE",
        "Shift_JIS",
        "EUC-JP",
        "ISO-2022-JP",
        "Windows-1250",
        "Windows-1251",
        "Windows-1253",
        "Windows-1254",
        "Windows-1257",
        "ISO-8859-2",
        "ISO-8859-15",
        "macintosh",
        "GB18030",
        "Big5",
        "EUC-KR",
    ]
}

/// An encoding's name as the planner reads it and [`encodings`] has it.
pub(crate) fn name_of(encoding: &'static Encoding) -> String {
    let name = encoding.name();
    let listed = encodings()
        .iter()
        .find(|listed| listed.eq_ignore_ascii_case(name));
    listed.copied().unwrap_or(name).to_owned()
}

/// Decodes as `label` says, or else as the bytes tell.
pub(crate) fn decode(bytes: Vec<u8>, label: Option<&str>) -> Result<Text, BookError> {
    let marked = Encoding::for_bom(&bytes);
    let encoding = match label {
        Some(label) => {
            Encoding::for_label(label.as_bytes()).ok_or_else(|| BookError::UnknownEncoding {
                label: label.to_owned(),
            })?
        }
        None => match marked {
            Some((encoding, _)) => encoding,
            None => guess(&bytes),
        },
    };
    let mark = marked.filter(|(of_mark, _)| *of_mark == encoding);
    let mark = mark.map_or(0, |(_, length)| length);
    // Text that is UTF-8 already is not copied.
    let bytes = match encoding == UTF_8 {
        true => match String::from_utf8(bytes) {
            Ok(content) => {
                return Ok(Text {
                    content,
                    bytes: None,
                    start: mark,
                    encoding,
                    damaged: false,
                });
            }
            Err(error) => error.into_bytes(),
        },
        false => bytes,
    };
    let marked_off = bytes.get(mark..).unwrap_or_default();
    let (content, damaged) = encoding.decode_without_bom_handling(marked_off);
    Ok(Text {
        content: content.into_owned(),
        bytes: Some(bytes),
        start: 0,
        encoding,
        damaged,
    })
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some(encoding) = utf_16(bytes) {
        return encoding;
    }
    let escapes = bytes.windows(2).take(JUDGED).any(|pair| pair == b"\x1b$");
    if std::str::from_utf8(bytes).is_ok() {
        return if escapes { ISO_2022_JP } else { UTF_8 };
    }
    let judged = lines_with_letters(bytes);
    if is_damaged_utf_8(&judged) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&judged, true);
    let guessed = detector.guess(None, Utf8Detection::Allow);
    match guessed {
        _ if guessed.is_single_byte() && is_western(&judged) => WINDOWS_1252,
        // Of near equals the one that spreadsheet programs write.
        _ if guessed == ISO_8859_2 && has_only_letters(&judged, WINDOWS_1250) => WINDOWS_1250,
        _ => guessed,
    }
}

/// Whether the letters beyond ASCII are those of UTF-8 but for a few bytes: letters
/// of other encodings are hardly ever letters of UTF-8 by chance.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    const LETTERS_PER_FAULT: usize = 2;
    let (mut letters, mut faults) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        letters += chunk
            .valid()
            .chars()
            .filter(|letter| !letter.is_ascii())
            .count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    letters >= LETTERS_PER_FAULT * faults
}

/// UTF-16 without its mark: every other byte of delimiters, digits and ends of
/// line is zero, and text in other encodings has no zeros.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let judged = bytes.get(..bytes.len().min(1 << 12))?;
    let zeros = |parity: usize| {
        let places = judged.iter().skip(parity).step_by(2);
        places.filter(|&&byte| byte == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    if (even + odd) * 10 < judged.len() {
        return None;
    }
    match (even, odd) {
        _ if odd > even * 20 => Some(UTF_16LE),
        _ if even > odd * 20 => Some(UTF_16BE),
        _ => None,
    }
}

/// The lines that say something about the encoding, up to a length that is
/// judged quickly.
fn lines_with_letters(bytes: &[u8]) -> Vec<u8> {
    let mut lines = Vec::new();
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        if line.is_ascii() {
            continue;
        }
        let room = JUDGED - lines.len();
        lines.extend_from_slice(line.get(..line.len().min(room)).unwrap_or_default());
        if lines.len() >= JUDGED {
            break;
        }
    }
    lines
}

/// Whether all bytes beyond ASCII are letters in this encoding.
fn has_only_letters(bytes: &[u8], encoding: &'static Encoding) -> bool {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let mut letters = text.chars().filter(|letter| !letter.is_ascii());
    letters.all(char::is_alphabetic)
}

/// Whether all letters beyond ASCII are those of German, French, Spanish,
/// Portuguese, Italian and Dutch in Windows-1252, and stand among ASCII
/// letters: a roster has too few of them for a guess by frequency.
fn is_western(bytes: &[u8]) -> bool {
    const LETTERS: &[u8] =
        "ÄÖÜäöüßÀÂÇÈÉÊËÎÏÔÙÛàâçèéêëîïôùûœŒÁÍÑÓÚáíñóúÃÕãõìòªº«»°’‘“”„–—…€§".as_bytes();
    let letters = std::str::from_utf8(LETTERS).unwrap_or_default();
    let (known, _, _) = WINDOWS_1252.encode(letters);
    let foreign: Vec<u8> = bytes
        .iter()
        .copied()
        .filter(|byte| !byte.is_ascii())
        .collect();
    // Two of them in a row are rare in these languages and usual in others.
    let pairs = bytes
        .windows(2)
        .filter(|pair| !pair.iter().any(u8::is_ascii));
    foreign.iter().all(|byte| known.contains(byte)) && pairs.count() * 10 <= foreign.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GERMAN: &str = "Mitarbeiter;Fähigkeiten\r\nMüller;Kundenbetreuung\r\n";
    const JAPANESE: &str = "社員番号,氏名,開始,終了\r\n1001,山田太郎,2026-11-30 06:00,14:00\r\n";
    const POLISH: &str = "Pracownik;Początek;Koniec\r\nŁukasz Żółć;06:00;14:00\r\n";
    const RUSSIAN: &str = "Сотрудник;Начало;Конец\r\nИванов Иван;06:00;14:00\r\n";
    const TURKISH: &str = "Çalışan;Başlangıç;Bitiş\r\nAyşe Yılmaz;06:00;14:00\r\n";

    fn check(name: &str, content: &str, bytes: Vec<u8>, encoding: &str) {
        let text = decode(bytes, None).unwrap();

        assert_eq!(&text.content[text.start..], content, "{name}");
        assert_eq!(name_of(text.encoding), encoding, "{name}");
        assert!(!text.damaged, "{name}");
    }

    #[test]
    fn encodings_are_told() {
        let utf_16 = |mark: &str, text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            let marked = format!("{mark}{text}");
            marked.encode_utf16().flat_map(bytes).collect()
        };
        for text in [GERMAN, JAPANESE] {
            for mark in ["", "\u{FEFF}"] {
                check("8", text, format!("{mark}{text}").into(), "UTF-8");
                check("LE", text, utf_16(mark, text, u16::to_le_bytes), "UTF-16LE");
                check("BE", text, utf_16(mark, text, u16::to_be_bytes), "UTF-16BE");
            }
        }
        check("ASCII", "a,b", b"a,b".to_vec(), "UTF-8");
    }

    #[test]
    fn encodings_of_one_country_are_told() {
        for (text, encoding) in [
            (GERMAN, "Windows-1252"),
            ("M\u{FC}ller;\u{F6}", "Windows-1252"),
            ("Agent;Début\r\nHélène Çelik;1\r\n", "Windows-1252"),
            ("Agente;Señal\r\nIñigo Núñez;1\r\n", "Windows-1252"),
            ("Agente;Início\r\nJoão Conceição;1\r\n", "Windows-1252"),
            (JAPANESE, "Shift_JIS"),
            (JAPANESE, "EUC-JP"),
            (JAPANESE, "ISO-2022-JP"),
            (POLISH, "Windows-1250"),
            (RUSSIAN, "Windows-1251"),
            (TURKISH, "Windows-1254"),
        ] {
            let (bytes, _, _) = Encoding::for_label(encoding.as_bytes())
                .unwrap()
                .encode(text);

            check(encoding, text, bytes.into_owned(), encoding);
        }
    }

    #[test]
    fn a_few_bad_bytes_do_not_change_the_encoding() {
        for (text, bad, encoding) in [
            (GERMAN, 1, "UTF-8"),
            (JAPANESE, 3, "UTF-8"),
            (POLISH, 2, "UTF-8"),
            ("M\u{FC}ller;J\u{F6}rg\r\n", 1, "UTF-8"),
            // As many faults as letters: rather another encoding.
            ("M\u{FC}ller\r\n", 1, "Windows-1252"),
        ] {
            let mut bytes = text.as_bytes().to_vec();
            for _ in 0..bad {
                bytes.extend_from_slice(b"x\xFCy\r\n");
            }

            let text = decode(bytes, None).unwrap();

            assert_eq!(name_of(text.encoding), encoding, "{}", text.content);
            assert_eq!(text.damaged, encoding == "UTF-8", "{}", text.content);
        }
        // Late in a long file, too.
        let mut bytes = GERMAN.repeat(5_000).into_bytes();
        bytes.extend_from_slice(b"M\xFCller;1\r\n");

        let text = decode(bytes, None).unwrap();

        assert_eq!(
            (name_of(text.encoding), text.damaged),
            ("UTF-8".to_owned(), true)
        );
    }

    #[test]
    fn half_width_letters_are_no_damaged_utf_8() {
        let text = "社員番号,氏名,開始\r\n1001,ﾔﾏﾀﾞ ﾀﾛｳ,06:00\r\n1002,ｻﾄｳ ﾊﾅｺ,06:00\r\n";
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(text);

        check("half-width", text, bytes.into_owned(), "Shift_JIS");
    }

    #[test]
    fn the_planner_knows_better() {
        let bytes = b"M\xFCller \xB9".to_vec();

        let text = decode(bytes.clone(), Some("Windows-1250")).unwrap();
        assert_eq!((text.content.as_str(), text.damaged), ("Müller ą", false));
        let text = decode(bytes.clone(), Some("utf-8")).unwrap();
        assert_eq!(
            (text.content.as_str(), text.damaged),
            ("M\u{FFFD}ller \u{FFFD}", true)
        );
        let fault = decode(bytes, Some("EBCDIC"))
            .map(|text| text.content)
            .unwrap_err();
        assert!(fault.to_string().contains("Shift_JIS"), "{fault}");
    }

    #[test]
    fn every_encoding_to_choose_is_one() {
        for label in encodings() {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();

            assert_eq!(&name_of(encoding), label);
        }
    }
}
