//! The main job: a scraped page in, a typed page out.
//!
//! Prints the title, the article, the lines that were dropped with their kind and reason, and the names in the article.

use khabar::{Analyzer, BlockKind};

/// A page as a scraper leaves it: the article, a pointer in its middle, sources, tags, a second article, a list.
const PAGE: &str = r#"الرئيسية
اقتصاد

غوتيريش من القاهرة: المياه تجمع دول الحوض ولا تفرقها

دعا الأمين العام للأمم المتحدة، أنطونيو غوتيريش، يوم الثلاثاء، دول حوض النيل إلى تقاسم بيانات الأمطار والسدود، مؤكدا أن المنظمة مستعدة لتمويل محطات قياس جديدة.

وقال غوتيريش خلال مؤتمر صحفي في القاهرة: "البيانات المفتوحة أرخص من الخلاف، وقد رأينا ذلك في أوروبا وفي آسيا".

إقرأ المزيد البنك الدولي يقر قرضا لتحديث شبكات الري في إثيوبيا

وأوضح الخبير في منظمة "فاو" مارك أندرسون، أن المحطات الثلاثين ستوزع على السودان وأوغندا وكينيا، وأن أولاها ستعمل قرب الخرطوم قبل نهاية العام.

وأضاف أندرسون أن وزارة الموارد المائية المصرية ستدرب الفنيين، بينما يتولى بنك التنمية الأفريقي شراء الأجهزة.

المصدر: رويترز

المصدر: RT Arabic

كلمات دلالية: نهر النيل أنطونيو غوتيريش سد النهضة القاهرة

إقرأ أيضاً:

أمطار الخرطوم تعيد الحياة إلى مشاتل الضواحي

عادت مشاتل الزهور في ضواحي الخرطوم إلى العمل هذا الأسبوع بعد موسم أمطار وفير، كما يقول أصحابها الذين فتحوا أبوابهم للزوار من جديد.

وذكر المزارع سليمان عبد الكريم أن الطلب على شتلات الليمون تضاعف، متوقعا أن يستمر حتى مطلع الشتاء المقبل.

وأضاف عبد الكريم أن أبناءه عادوا إلى المشتل بعد غياب، وأنهم يخططون لزراعة الورد في الأرض المجاورة خلال الربيع.

مقالات مشابهة

  • غوتيريس يلتقي وزراء المياه في نيروبي
  • جوتيريش: سد واحد لا يكفي
  • كينيا توقع اتفاقا لتبادل بيانات الأنهار
"#;

fn main() {
    let page = Analyzer::builtin().analyze(PAGE);
    let article = page.article().expect("the sample page has an article");

    println!("TITLE");
    println!("  {}", article.title().unwrap_or("(none)"));

    println!("\nARTICLE ({} sentences)", article.sentences().count());
    for line in article.text().lines() {
        println!("  {line}");
    }

    println!("\nTAGS");
    for tag in article.tags() {
        println!("  {tag}");
    }

    println!("\nNOT THE ARTICLE");
    println!("  {:<11} {:>7}  {:<44} TEXT", "KIND", "ARTICLE", "REASON");
    for block in page.blocks() {
        let kept = block.article() == Some(1) && matches!(block.kind(), BlockKind::Title | BlockKind::Body);
        if !kept {
            let number = block.article().map_or_else(|| "-".to_owned(), |n| n.to_string());
            let reason = block.reasons().first().map(ToString::to_string).unwrap_or_default();
            let start: String = block.span().text(page.text()).chars().take(60).collect();
            println!("  {:<11} {number:>7}  {reason:<44} {start}", block.kind().as_str());
        }
    }

    println!("\nNAMES IN THE ARTICLE");
    println!("  {:<12} {:>11}  {:<37} {:<29} AS WRITTEN → CANONICAL", "KIND", "BYTES", "ID", "EVIDENCE");
    for mention in article.mentions() {
        let id = mention.entity().map_or_else(|| "-".to_owned(), |entity| entity.id().to_owned());
        let how: Vec<&str> = mention.how().iter().take(2).map(|evidence| evidence.as_str()).collect();
        let bytes = format!("{}..{}", mention.span().start, mention.span().end);
        println!(
            "  {:<12} {bytes:>11}  {id:<37} {:<29} {} → {}",
            mention.kind().as_str(),
            how.join(", "),
            mention.span().text(page.text()),
            mention.name(),
        );
    }
}
