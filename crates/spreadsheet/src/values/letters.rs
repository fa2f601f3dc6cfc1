//! Text as it is compared: the same whatever keyboard it was typed on.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// The text with full-width letters and digits as usual ones, all dashes as
/// `-`, all spaces as ` `, and none around it.
pub(crate) fn normal(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_control()) {
        return Cow::Borrowed(text);
    }
    let same = |letter: char| match letter {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{301C}' | '\u{FF5E}' | '\u{FE63}' => '-',
        '\u{2018}' | '\u{2019}' => '\'',
        _ if letter.is_whitespace() || letter.is_control() => ' ',
        // Marks of direction and joiners show nothing.
        _ => letter,
    };
    let shown = |letter: &char| !matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}');
    let plain: String = text
        .chars()
        .filter(shown)
        .map(same)
        .nfkc()
        .map(same)
        .collect();
    Cow::Owned(plain.trim().to_owned())
}

/// [`normal`] text in small letters without accents: "Début" and "DEBUT" are one.
pub(crate) fn folded(text: &str) -> String {
    let text = normal(text);
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase).nfd() {
        match letter {
            '\u{300}'..='\u{36F}' => {}
            'ß' => folded.push_str("ss"),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            _ => folded.push(letter),
        }
    }
    folded.nfc().collect()
}

/// Letters and digits of [`folded`] text, which is what names are compared by.
pub(crate) fn key(text: &str) -> String {
    folded(text)
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_text_is_the_same_whatever_its_letters() {
        for (text, expected) in [
            (" Début ", "debut"),
            ("FÄHIGKEITEN", "fahigkeiten"),
            ("Straße", "strasse"),
            ("ＡＢ１２：３０", "ab12:30"),
            ("06:00\u{2013}14:00", "06:00-14:00"),
            ("6:00\u{202F}PM", "6:00 pm"),
            ("9:00〜18:00", "9:00-18:00"),
            ("スキル", "スキル"),
            ("ｽｷﾙ", "スキル"),
            ("de\u{301}but", "debut"),
            ("\u{200E}06:00\u{200F}", "06:00"),
        ] {
            assert_eq!(folded(text), expected, "{text}");
        }
        assert_eq!(key("Agent_ID (No.)"), "agentidno");
    }
}
