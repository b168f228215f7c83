//! The pure half of search: by any part of a name in any order, in any script, from one character; by address,
//! telephone number, postcode and reference.

use lanyard::domain::name::NameParts;
use lanyard::domain::search_key::{Searchable, index_terms, query_terms};
use proptest::prelude::*;

fn finds(query: &str, person: &Searchable<'_>) -> bool {
    let terms = index_terms(person);
    let wanted = query_terms(query);
    !wanted.is_empty() && wanted.iter().all(|term| term.is_in(&terms))
}

fn named(query: &str, name: &str) -> bool {
    finds(query, &Searchable { names: &[name], ..Searchable::default() })
}

#[test]
fn names_are_found_as_people_type_them() {
    let rows: [(&str, &[&str]); 42] = [
        ("Müller", &["muller", "MÜLLER", "Mueller", "müll", "m", "muel"]),
        ("Mueller", &["müller", "muller"]),
        ("Kathy Börner", &["borner kathy", "boerner", "b", "k b"]),
        ("María José de la Cruz y Ramírez", &["maria jose", "cruz", "ramirez de", "y"]),
        ("Nguyễn Thị Minh Khai", &["nguyen", "khai thi", "minh"]),
        ("John Đặng", &["dang", "Đặng", "dang j"]),
        ("Zoë Łukasiewicz-Żółć", &["zoe lukasiewicz", "zolc", "lukasiewicz-zolc", "lukasiewiczzolc", "Łuk"]),
        ("Jędrzej Nitkiewicz", &["jedrzej", "yedrzej", "nitkievich"]),
        ("İnsaf Karadeniz", &["insaf", "INSAF", "ınsaf", "karadeniz i"]),
        ("Sadiye Akgündüz", &["akgunduz", "akguenduez"]),
        ("Rebecca O'Brien", &["o'brien", "obrien", "o brien", "O’BRIEN", "brien rebecca"]),
        ("D’Angelo Smith", &["dangelo", "d'angelo", "angelo"]),
        ("Jean-Luc d'Arcy", &["jean luc", "jeanluc", "jean-luc", "darcy", "arcy jean"]),
        ("X Æ Null", &["x ae", "æ", "null"]),
        ("-Lee +Dash", &["lee", "-lee", "+dash", "dash"]),
        ("@nna At", &["nna", "@nna", "at"]),
        ("=cmd", &["=cmd", "cmd"]),
        ("Straße Øster", &["strasse", "oster", "oester"]),
        ("Иванов Артём", &["иванов", "ИВАНОВ", "артем", "и", "ivanov", "iwanow", "artem", "artyom i"]),
        ("Хрущёв Юлия", &["khrushchev", "hrushchev", "julia", "yulia", "хрущев"]),
        ("Юлия Хрущёва", &["chruschtschowa", "Chruschtschjowa", "chruschtschewa", "CHRUSCHT", "khrushcheva", "julija"]),
        ("Щербаков Цветан", &["schtscherbakow", "shcherbakov", "zwetan"]),
        ("Симон Бгиденко", &["bgidenko", "bhydenko", "бгид", "simon"]),
        ("Станіслав Данилюк", &["stanislav", "stanislaw danyliuk", "danilyuk"]),
        ("Βεατρίκη Πατσουρέα", &["veatriki", "patsourea", "βεατρικη", "ΠΑΤΣ", "π"]),
        ("Δράκων Καλαμαράκης", &["kalamarakis", "drakon", "δρακων καλ"]),
        ("محمد", &["muhammad", "mohamed", "Mohammed", "محمد", "مُحَمَّد", "م"]),
        ("مفيد العقيل", &["mufid", "mufeed", "alaqil", "aqil", "العقيل", "عقيل"]),
        ("فخر الدّين المغاولة", &["fakhr", "fakhruddin", "الدين", "فخر", "maghawila"]),
        ("فاطمة", &["fatima", "fatimah", "فاطمه"]),
        ("بنغالي", &["bangali", "benghali", "bng"]),
        ("မောင် အောင်", &["maung", "aung maung", "မောင်"]),
        ("བསྟན་འཛིན་", &["bstan", "bstn", "བསྟན"]),
        ("རྒྱ་མཚོ་", &["rgya", "mtsho"]),
        ("דוד כהן", &["cohen", "kohen", "david", "כהן", "כ"]),
        (
            "王小明",
            &["wang", "王", "小明", "xiaoming", "wang xiaoming", "wangxiaoming", "xiao ming wang", "wong", "明"],
        ),
        ("涼平 松本", &["matsumoto", "松本", "松本涼平", "涼"]),
        ("さゆり 山本", &["sayuri", "yamamoto", "サユリ", "さ"]),
        ("이지우", &["lee", "yi", "jiwoo", "lee jiwoo", "이", "지우", "ㅇ", "이ㅈ", "jiu"]),
        ("최정숙", &["choi", "choe", "jungsook", "jeongsuk", "최"]),
        ("ทินวัฒน์ ไทนิยม", &["ทินวัฒน์", "ท", "thinw", "thinawat"]),
        ("शशि भट्टाचार्य", &["shashi", "शशि", "bhattacharya", "भट्टाचार्य", "श"]),
    ];
    for (name, queries) in rows {
        for query in queries {
            assert!(named(query, name), "{query} for {name}");
        }
    }
}

#[test]
fn others_are_not_found() {
    let rows = [
        ("muller", "Miller"),
        ("anna", "Ann"),
        ("lee ann", "Lee"),
        ("brien", "Brian"),
        ("wang", "Smith"),
        ("muhammad", "Mahmood Ali"),
        ("muhammad", "فاطمة"),
        ("ivanov", "Петров"),
        ("이", "김민수"),
        ("kim", "최정숙"),
        ("", "Ann"),
        ("~1", "Ann"),
        ("^nn", "Ann"),
        ("zzz", "Zoë"),
        ("wwww", "Viktor"),
    ];
    for (query, name) in rows {
        assert!(!named(query, name), "{query} for {name}");
    }
}

#[test]
fn contact_details_are_found_from_either_end() {
    let person = Searchable {
        names: &["Russell Payne"],
        badge: "Russ",
        email: "russell.payne-80@btinternet.com",
        phone_e164: "+447700900364",
        phone_national: "07700 900364",
        phone_typed: "+44(0)7700 900364 x12",
        postcode: "SW7 2AZ",
        reference: "K7Q-2M4",
    };
    let found = [
        "russell.payne-80@btinternet.com",
        "russell.payne",
        "payne-80",
        "russellpayne80",
        "btinternet",
        "russ",
        "07700 900364",
        "0770",
        "07700900",
        "7700 900",
        "+44 7700",
        "+44(0)7700 900364",
        "0044 7700 900 364",
        "364",
        "900364",
        "900 364",
        "00 36 4",
        "sw7 2az",
        "sw72az",
        "SW7",
        "2az",
        "k7q-2m4",
        "K7Q2M4",
        "k7q 2m",
        "2m4",
        "payne sw7 364",
        "٣٦٤",
    ];
    for query in found {
        assert!(finds(query, &person), "{query}");
    }
    for query in ["365", "0364 x", "gmail", "sw8", "payne 365", "12 34"] {
        assert!(!finds(query, &person), "{query}");
    }
}

#[test]
fn terms_hold_letters_and_digits_and_one_leading_sign() {
    let person = Searchable {
        names: &["Jean-Luc d'Arcy ﷴ 王小明 김 שרה ทินวัฒน์ 𠮷 ½", "\"*^~(NEAR) OR -x"],
        email: "a+b@c-d.org",
        phone_e164: "+447700900364",
        ..Searchable::default()
    };
    let index = index_terms(&person);
    let query: Vec<String> =
        query_terms("d'Arcy* \"NEAR\" ^x ~1 محمد 900 364").into_iter().flat_map(|term| term.any_of).collect();
    for term in index.iter().chain(&query) {
        let bare = term.strip_prefix(['~', '^']).unwrap_or(term);
        assert!(!bare.is_empty() && bare.chars().all(char::is_alphanumeric), "{term}");
    }
    for (one, next) in index.iter().zip(&index[1..]) {
        assert!(one < next && !next.starts_with(one.as_str()), "{one} {next}");
    }
}

/// Letters of many scripts, precomposed and not, with what stands inside names.
fn part() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-zÀ-ÖØ-öø-ÿĀ-žƠ-ưẠ-ỹ]{1,9}",
        "[A-Za-z]{1,4}['’-][A-Za-zé]{1,6}",
        "[a-z]\u{308}?[a-z]{0,4}\u{301}?",
        "[А-яЁёІіЇїЄєҐґ]{1,9}",
        "[Α-ΡΣ-Ωα-ωάέήίόύώ]{1,9}",
        "[ء-غف-ي]{1,8}",
        "[א-ת]{1,8}",
        "[一-龥]{1,4}",
        "[가-힣]{1,4}",
        "[ぁ-ゔァ-ヴー]{1,6}",
        "[क-ह][क-हा-्]{0,7}",
        "[ก-ฮ][ก-ฮะ-ู]{0,7}",
        // Without the iota that is written below small letters and beside capitals.
        "[\\p{L}&&[^\u{1f80}-\u{1fff}]]{1,6}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// Every prefix of each part of a name finds it, together and in any order.
    #[test]
    fn any_name_is_found_by_prefixes_of_its_parts_in_any_order(
        parts in prop::collection::vec(part(), 1..4),
        cuts in prop::collection::vec(1..10usize, 3),
        upper in any::<bool>(),
        turn in 0..3usize,
    ) {
        let name = parts.join(" ");
        let mut typed: Vec<String> = parts.iter().zip(&cuts).map(|(part, cut)| part.chars().take(*cut).collect()).collect();
        let turns = turn % typed.len();
        typed.rotate_left(turns);
        let query = typed.join(" ");
        let query = if upper { query.to_uppercase() } else { query };
        if !query_terms(&query).is_empty() {
            prop_assert!(named(&query, &name), "{} for {}", query, name);
        }
        for part in typed {
            prop_assert!(query_terms(&part).is_empty() || named(&part, &name), "{} for {}", part, name);
        }
    }

    #[test]
    fn a_name_in_two_fields_is_found_as_a_whole(given in part(), family in part()) {
        if let Ok(parts) = NameParts::parse(&given, &family) {
            let names = [given.as_str(), family.as_str(), parts.full().as_str()];
            let person = Searchable { names: &names, ..Searchable::default() };
            let turned = format!("{family} {given}");
            prop_assert!(finds(&turned, &person));
            prop_assert!(finds(parts.full().as_str(), &person));
        }
    }

    #[test]
    fn any_telephone_number_is_found_by_its_start_and_its_end(digits in "[1-9][0-9]{6,12}", cut in 1..7usize) {
        let e164 = format!("+{digits}");
        let person = Searchable { phone_e164: &e164, ..Searchable::default() };
        prop_assert!(finds(&digits[..cut], &person));
        prop_assert!(finds(&digits[digits.len() - cut..], &person));
    }

    #[test]
    fn no_text_makes_it_panic(typed in any::<String>()) {
        let _ = query_terms(&typed);
        let _ = index_terms(&Searchable {
            names: &[&typed],
            badge: &typed,
            email: &typed,
            phone_e164: &typed,
            phone_national: &typed,
            phone_typed: &typed,
            postcode: &typed,
            reference: &typed,
        });
    }
}
