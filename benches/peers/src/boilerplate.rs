//! The detector beside extractors for HTML, which get the same lines, a paragraph element each.

use boilerpipe::parse_document;
use dom_smoothie::Readability;
use justext::{Config, extract_text_lang};
use khabar::Detector;

use crate::measure::{Report, contestant};
use crate::text;

/// What stands above an article and below it.
const HEAD: [&str; 8] =
    ["الرئيسية", "أخبار", "اقتصاد", "رياضة", "ثقافة وفن", "آخر الأخبار", "12/05/2024", "بقلم: سعاد حسن"];
const FOOT: [&str; 8] = [
    "المصدر: وكالات",
    "الكلمات المفتاحية: مصر، التعليم",
    "شارك",
    "فيسبوك",
    "اقرأ أيضا",
    "التعليقات",
    "اتصل بنا",
    "جميع الحقوق محفوظة",
];

/// Pages of a dozen paragraphs of generated news between chrome, about `bytes` bytes in all.
fn pages(bytes: usize) -> Vec<String> {
    let news = text::news(bytes);
    let lines: Vec<&str> = news.lines().filter(|line| !line.trim().is_empty()).collect();
    let page = |body: &[&str]| HEAD.iter().chain(body).chain(&FOOT).map(|line| format!("{line}\n")).collect();
    lines.chunks(12).map(page).collect()
}

pub fn run(report: &mut Report) {
    let group = "boilerplate-pages";
    if !report.wants(group) {
        return;
    }
    let pages = pages(1_000_000);
    let wrap = |page: &String| {
        let body: String = page.lines().map(|line| format!("<p>{line}</p>\n")).collect();
        format!("<html><head><title>خبر</title></head><body>{body}</body></html>")
    };
    let html: Vec<String> = pages.iter().map(wrap).collect();
    let bytes = pages.iter().map(String::len).sum();
    let detector = Detector::builtin();
    let config = Config::default();
    let all = vec![
        contestant("khabar", || pages.iter().map(|page| detector.blocks(page).len()).sum()),
        contestant("justext", || {
            html.iter().map(|page| extract_text_lang(page, "Arabic", &config).map_or(0, |text| text.len())).sum()
        }),
        contestant("boilerpipe", || html.iter().map(|page| parse_document(page).content().len()).sum()),
        contestant("dom_smoothie", || {
            let read = |page: &String| Readability::new(page.as_str(), None, None).and_then(|mut page| page.parse());
            html.iter().map(|page| read(page).map_or(0, |article| article.text_content.len())).sum()
        }),
    ];
    report.group(group, bytes, 5, all);
}
