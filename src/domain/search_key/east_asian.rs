//! Han, kana and Hangul: each sign is a term of its own, because no spaces part a family name from a given one.
//!
//! In Latin letters a run is found from every sign on, read as one word: `王小明` by `wang`, `wangxiaoming`, `xiaoming`, `ming`. A
//! Chinese character is read in Mandarin, and family names also as they are spelt in Hong Kong, Taiwan and Singapore,
//! or, for the commonest Japanese ones, in Japanese. Other Japanese readings cannot be known from the characters.

use super::fold::{ascii_letters, fold};
use super::latin;

/// No run gets more spellings per starting sign than this.
const MOST: usize = 24;

/// The signs of a run, folded: hiragana for katakana, and Hangul syllables taken to pieces, so that a syllable whose
/// last letter is not typed yet is a prefix.
pub(super) fn signs(run: &str) -> impl Iterator<Item = String> {
    run.chars().map(|sign| fold(sign.encode_utf8(&mut [0; 4]))).filter(|sign| !sign.is_empty())
}

/// How a whole run may be typed in Latin letters, as one word.
pub(super) fn readings_of(run: &str) -> Vec<String> {
    joined(&run.chars().map(readings).collect::<Vec<_>>())
}

/// How a run may be typed in Latin letters, loose spellings included.
pub(super) fn spellings(run: &str) -> Vec<String> {
    let readings: Vec<Vec<String>> = run.chars().map(readings).collect();
    let mut spellings: Vec<String> = (0..readings.len()).flat_map(|from| joined(&readings[from..])).collect();
    let japanese = JAPANESE_FAMILY_NAMES.iter().filter(|(signs, _)| run.starts_with(signs));
    spellings.extend(japanese.map(|(_, reading)| (*reading).to_owned()));
    let loose: Vec<String> = spellings.iter().map(|spelling| latin::loose(spelling)).collect();
    spellings.extend(loose);
    spellings
}

fn joined(readings: &[Vec<String>]) -> Vec<String> {
    readings.iter().fold(vec![String::new()], |starts, sign| {
        starts.iter().flat_map(|start| sign.iter().map(move |reading| format!("{start}{reading}"))).take(MOST).collect()
    })
}

/// The readings of one sign: the transliteration first, then other habits.
fn readings(sign: char) -> Vec<String> {
    let mut readings = vec![ascii_letters(any_ascii::any_ascii_char(sign)).collect()];
    let habits = KOREAN.iter().chain(&CHINESE_FAMILY_NAMES).filter(|(signs, _)| signs.contains(sign));
    readings.extend(habits.flat_map(|(_, habits)| habits.split(' ')).map(str::to_owned));
    readings
}

/// How Koreans write the syllables of their names, besides the official romanisation.
const KOREAN: [(&str, &str); 62] = [
    ("김", "kim"),
    ("이", "lee yi rhee"),
    ("박", "park bak pak"),
    ("최", "choi choe"),
    ("정", "jung chung jeong"),
    ("강", "kang"),
    ("조", "cho"),
    ("윤", "yoon yun"),
    ("장", "chang"),
    ("임", "lim"),
    ("오", "oh"),
    ("서", "seo suh"),
    ("신", "shin"),
    ("권", "kwon"),
    ("안", "ahn"),
    ("류", "ryu yoo ryoo"),
    ("유", "yoo you"),
    ("전", "jun chun"),
    ("고", "ko"),
    ("문", "moon"),
    ("손", "sohn"),
    ("배", "bae pae"),
    ("백", "baek paik"),
    ("허", "hur huh"),
    ("심", "shim"),
    ("노", "roh"),
    ("곽", "kwak"),
    ("성", "sung seong"),
    ("주", "joo"),
    ("우", "woo"),
    ("구", "koo"),
    ("나", "ra"),
    ("지", "jee"),
    ("엄", "um"),
    ("천", "chun"),
    ("공", "kong"),
    ("현", "hyun hyeon"),
    ("변", "byun"),
    ("여", "yeo"),
    ("추", "choo"),
    ("석", "suk seok"),
    ("선", "sun"),
    ("길", "kil"),
    ("명", "myung"),
    ("기", "ki"),
    ("금", "keum"),
    ("국", "kook"),
    ("영", "young"),
    ("준", "joon"),
    ("희", "hee"),
    ("숙", "sook suk"),
    ("수", "soo"),
    ("은", "eun"),
    ("경", "kyung"),
    ("미", "mee"),
    ("진", "jin"),
    ("훈", "hoon"),
    ("승", "seung"),
    ("용", "yong"),
    ("원", "won"),
    ("철", "chul"),
    ("광", "kwang"),
];

/// How family names in Chinese characters are spelt besides Mandarin's pinyin, and second Mandarin readings.
const CHINESE_FAMILY_NAMES: [(&str, &str); 47] = [
    ("王", "wong ong"),
    ("李", "lee"),
    ("张張", "cheung chang teo"),
    ("刘劉", "lau liew low"),
    ("陈陳", "chan chen tan"),
    ("杨楊", "yeung yong"),
    ("黄黃", "wong hwang ng"),
    ("赵趙", "chiu chao"),
    ("吴吳", "ng wu goh"),
    ("周", "chow chou chew"),
    ("徐", "tsui hsu chui"),
    ("孙孫", "suen sun"),
    ("马馬", "ma"),
    ("朱", "chu choo"),
    ("胡", "wu hu"),
    ("郭", "kwok kuo"),
    ("何", "ho"),
    ("林", "lam lim"),
    ("高", "ko kao"),
    ("罗羅", "lo law"),
    ("郑鄭", "cheng tay"),
    ("梁", "leung neo"),
    ("谢謝", "tse hsieh chia"),
    ("宋", "sung"),
    ("许許", "hui hsu koh"),
    ("邓鄧", "tang teng"),
    ("冯馮", "fung feng"),
    ("曾", "zeng tsang tseng"),
    ("彭", "pang"),
    ("吕呂", "lu lyu lui"),
    ("苏蘇", "so su"),
    ("蔡", "choi tsai chua"),
    ("卢盧", "lo lu"),
    ("叶葉", "yip ip yeh"),
    ("余", "yu yee"),
    ("潘", "poon"),
    ("钟鍾", "chung"),
    ("戴", "tai"),
    ("任", "yam"),
    ("方", "fong"),
    ("石", "shek"),
    ("姚", "yiu"),
    ("廖", "liu liew"),
    ("单單", "shan"),
    ("解", "xie"),
    ("仇", "qiu"),
    ("区區", "ou au"),
];

/// The commonest Japanese family names.
const JAPANESE_FAMILY_NAMES: [(&str, &str); 42] = [
    ("佐藤", "sato"),
    ("鈴木", "suzuki"),
    ("高橋", "takahashi"),
    ("田中", "tanaka"),
    ("伊藤", "ito"),
    ("渡辺", "watanabe"),
    ("渡邊", "watanabe"),
    ("山本", "yamamoto"),
    ("中村", "nakamura"),
    ("小林", "kobayashi"),
    ("加藤", "kato"),
    ("吉田", "yoshida"),
    ("山田", "yamada"),
    ("佐々木", "sasaki"),
    ("山口", "yamaguchi"),
    ("松本", "matsumoto"),
    ("井上", "inoue"),
    ("木村", "kimura"),
    ("林", "hayashi"),
    ("斎藤", "saito"),
    ("斉藤", "saito"),
    ("清水", "shimizu"),
    ("山崎", "yamazaki"),
    ("森", "mori"),
    ("池田", "ikeda"),
    ("橋本", "hashimoto"),
    ("阿部", "abe"),
    ("石川", "ishikawa"),
    ("山下", "yamashita"),
    ("中島", "nakajima"),
    ("石井", "ishii"),
    ("小川", "ogawa"),
    ("前田", "maeda"),
    ("岡田", "okada"),
    ("長谷川", "hasegawa"),
    ("藤田", "fujita"),
    ("後藤", "goto"),
    ("近藤", "kondo"),
    ("村上", "murakami"),
    ("遠藤", "endo"),
    ("藤井", "fujii"),
    ("三浦", "miura"),
];
