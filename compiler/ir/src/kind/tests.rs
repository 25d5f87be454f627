use super::Kind;

#[test]
fn forms_cover_every_value_once() {
    let forms = Kind::FORMS.iter().map(|&(form, _)| form);
    assert!(forms.clone().enumerate().all(|(number, form)| form == Kind(1 << number)));
    assert_eq!(forms.fold(Kind::NEVER, Kind::or), Kind::ANY);
    let immediate = [Kind::INT, Kind::FLOAT, Kind::BOOL, Kind::SINGLETON, Kind::UNBOUND];
    let parts = immediate.into_iter().chain([Kind::POINTER, Kind::STATIC]);
    let together = parts.fold(Kind::NEVER, |together, part| {
        assert!(!together.may_be(part), "{part} is there twice");
        together.or(part)
    });
    assert_eq!(together, Kind::ANY);
    assert!(Kind::POINTER.may_be(Kind::BIG_INT) && Kind::POINTER.may_be(Kind::OTHER));
    assert!(Kind::STATIC.may_be(Kind::STATIC_INT) && Kind::STATIC.may_be(Kind::STATIC_OTHER));
}

#[test]
fn words_mean_what_is_printed() {
    for &(kind, text) in Kind::GROUPS.iter().chain(Kind::FORMS) {
        assert_eq!(kind.to_string(), text);
        assert_eq!(Kind::from_word(text), Some(kind));
    }
    assert_eq!(Kind::INT.or(Kind::UNBOUND).to_string(), "int|unbound");
    assert_eq!(Kind::ANY.without(Kind::FLOAT).to_string(), "pointer|static|int|bool|None|constant|unbound");
    assert_eq!(Kind::NEVER.to_string(), "never");
}
