//! What a page that answers a form says of it.

/// The sentence that stands above everything else on the page: what was done, or why it was not. Looked for in
/// its text: a parser would take the whole page in, styles and all, for one sentence.
pub fn told(html: &str) -> Option<String> {
    let from = html.find("id=\"refused\"").or_else(|| html.find("id=\"done\""))?;
    let (_, after) = html[from..].split_once('>')?;
    let (text, _) = after.split_once('<')?;
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'");
    // Last, so that nothing is read twice.
    Some(text.replace("&amp;", "&").trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn the_sentence_is_found_as_it_was_meant() {
        let page = |mark: &str| {
            format!(
                "<p>id=&quot;done&quot;&gt;no</p><p class=\"notice\" {mark}>A &amp; B &lt;b&gt; &amp;lt; \"c\"</p>"
            )
        };
        assert_eq!(told(&page("id=\"done\"")).as_deref(), Some("A & B <b> &lt; \"c\""));
        assert_eq!(told(&page("role=\"alert\" id=\"refused\"")).as_deref(), Some("A & B <b> &lt; \"c\""));
        assert_eq!(told(&page("")), None);
        assert_eq!(told(""), None);
    }
}
