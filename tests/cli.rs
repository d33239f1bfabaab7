mod support;
#[test]
fn x() {}
