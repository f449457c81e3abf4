"""Claims about Brinekeld in free words, in both languages: (cited facts and metrics, text).

Written by hand. PARAPHRASES are borne out by what they cite, DISTORTIONS differ in one thing.
"""

PARAPHRASES = [
    ("cash-jun2031", "At the end of June 2031 Brinekeld still had EUR 240 million in the bank."),
    (
        "cash-jun2031",
        "The company's cash stood at €0.24bn on 30 June 2031, according to its own letter.",
    ),
    (
        "cash-dec2030 cash-jun2031",
        "Brinekeld's cash pile shrank from EUR 310 million at the end of 2030 "
        "to EUR 240 million six months later.",
    ),
    (
        "cash-dec2030 cash-jun2031",
        "Cash went down by EUR 70 million between December 2030 and June 2031, "
        "from EUR 310 million to EUR 240 million.",
    ),
    ("burn-h1", "By its own account Brinekeld burns roughly EUR 120 million a year."),
    ("runway-blog", "A blog estimates that the year-end cash would last three to four years."),
    ("electricity", "Power cost Brinekeld EUR 14 million in 2030."),
    ("headcount", "Brinekeld had a staff of 640 people at the end of 2030."),
    ("rd-2030", "R&D spending came to EUR 27 million in 2030."),
    (
        "loan-2031",
        "According to its accounts, Brinekeld owes a bank EUR 85 million, which falls due in 2034.",
    ),
    ("round-c", "The Series C of September 2030 brought in EUR 210 million."),
    ("c-led", "Brinekeld's Series C was led by Nordhav Capital; Tessel Fund took part."),
    ("val-c", "The Series C put a post-money value of EUR 1.4 billion on the company."),
    ("round-d-sought", "In a Series D, Brinekeld is reportedly looking for EUR 400 million."),
    (
        "val-d-sought",
        "Press reports have Brinekeld aiming for a valuation of EUR 2.6 billion in its Series D.",
    ),
    (
        "round-d-sought val-d-sought",
        "Brinekeld reportedly wants to raise EUR 400 million in a Series D at "
        "a valuation of EUR 2.6 billion.",
    ),
    (
        "own-nordhav own-tessel",
        "Nordhav Capital owned 21.5% of the company at the end of 2030, Tessel Fund 12%.",
    ),
    (
        "loss-2030 revenue-2030",
        "In 2030 Brinekeld lost EUR 104 million on revenue of EUR 61 million.",
    ),
    (
        "arr-jun2031 arr-dec2030",
        "Annual recurring revenue climbed to EUR 88 million in June 2031, from "
        "EUR 52 million half a year before.",
    ),
    ("mix-carmaker", "A single carmaker accounted for 41% of revenue in 2030."),
    (
        "moat-97 moat-84",
        "The company claims a lithium recovery of 97%, whereas Metals Monthly measured 84%.",
    ),
    (
        "alleg-solvent",
        "Groen Kanaal, a campaign group, accuses Brinekeld of letting solvent into a canal.",
    ),
    ("denial-solvent", "Brinekeld has denied that solvent left its site."),
    ("suit-patent", "Brinekeld is being sued by Cobaltine over a filter patent."),
    ("ipo-never", "Founder Ilse Vandermark said in January 2030 that the company would not list."),
    ("ipo-when", "A listing is expected by the Harbour Gazette in the second half of 2032."),
    ("ipo-size", "The offering is rumoured to be about EUR 500 million."),
    (
        "cobaltine-revenue revenue-2030",
        "Cobaltine is larger than Brinekeld: it had revenue of EUR 410 million "
        "in 2030 against EUR 61 million.",
    ),
    ("cash-jun2031", "截至2031年6月底，布林凯手头现金为2.4亿欧元。"),
    (
        "cash-dec2030 cash-jun2031",
        "布林凯的现金从2030年底的3.1亿欧元降到2031年6月30日的2.4亿欧元。",
    ),
    ("round-c", "布林凯在2030年9月的C轮中融到2.1亿欧元。"),
    ("round-d-sought", "据报道，布林凯正寻求在D轮融资4亿欧元。"),
    ("loss-2030 revenue-2030", "2030年公司净亏1.04亿欧元，收入为6100万欧元。"),
    ("moat-97 moat-84", "公司自称锂回收率为97%，但《金属月刊》实测为84%。"),
    ("denial-solvent", "布林凯否认溶剂曾流出厂区。"),
    ("own-nordhav", "北港资本在2030年底持股21.5%。"),
    ("ipo-when", "《港口公报》预计上市时间为2032年下半年。"),
    ("arr-jun2031", "2031年6月，服务合同年化经常性收入约为8800万欧元。"),
    ("mix-carmaker", "一家汽车制造商贡献了2030年收入的41%。"),
    (
        "app-users",
        "Loopdrop, Brinekeld's return app, counted 210,000 monthly active users in June 2031.",
    ),
    ("customers-46", "Brinekeld serves 46 corporate clients."),
    ("margin-2030", "Its gross margin in 2030 was just 11%."),
    (
        "raised-total",
        "By the end of 2030 Brinekeld had raised EUR 293 million in total, the company says.",
    ),
    ("inv-nordhav", "Nordhav Capital invested EUR 90 million in the Series C."),
    ("val-secondary", "In April 2031 a secondary sale priced the company at EUR 1.9 billion."),
    (
        "val-b val-c",
        "The valuation rose from EUR 320 million in the Series B to EUR 1.4 "
        "billion in the Series C.",
    ),
    ("release-sluice2", "Brinekeld introduced the Sluice-2 process in early 2030."),
    (
        "rule-export",
        "A proposed European rule would ban the export of the battery scrap "
        "that Brinekeld buys abroad.",
    ),
    (
        "founder-bg",
        "Before founding Brinekeld, Ilse Vandermark headed the furnace group "
        "of a steel works in Ghent.",
    ),
    (
        "founder-sale",
        "The Harbour Gazette reports that the founder sold EUR 6 million of "
        "shares in the secondary sale.",
    ),
    (
        "cobaltine-cap cobaltine-multiple",
        "Cobaltine's market capitalisation was EUR 3.1 billion in May 2031, or "
        "about 7.6 times its revenue.",
    ),
    (
        "metzora-capacity cobaltine-capacity",
        "Metzora can process 5,000 tonnes a year, Cobaltine 45,000.",
    ),
    ("metzora-rival", "Metzora is a rival of Brinekeld for battery scrap in Iberia."),
    ("ipo-banks", "Brinekeld has reportedly chosen banks for a listing in Amsterdam."),
    (
        "ipo-later",
        "In its year-end letter of January 2031 Brinekeld said it would "
        "consider a listing once the second plant is running.",
    ),
    (
        "valuation-to-arr",
        "At EUR 1.9 billion, Brinekeld is priced at roughly 21.6 times its recurring revenue.",
    ),
    ("runway", "At the current burn the cash lasts about two years."),
    ("rel-tessel", "Tessel Fund's parent sells Brinekeld used car batteries."),
    (
        "arr-jun2031 arr-dec2030",
        "ARR grew by 69% in half a year, from EUR 52 million to EUR 88 million.",
    ),
    (
        "val-c-wrong val-c",
        "Brinekeld's blog-reported price of EUR 14 billion is wrong; the "
        "Series C valued it at EUR 1.4 billion.",
    ),
    ("cash-dec2030", "The company's cash was EUR 310 million at the end of 2030."),
    ("app-users", "Loopdrop在2031年6月有21万月活用户。"),
    ("plant-capacity", "根特工厂每年可处理1.2万吨电池废料。"),
    ("margin-2030", "2030年毛利率仅为11%。"),
    ("val-secondary", "2031年4月的老股转让使布林凯估值达到19亿欧元。"),
    ("cobaltine-revenue revenue-2030", "科巴汀2030年收入4.1亿欧元，远高于布林凯的6100万欧元。"),
    ("ipo-banks", "据报道，布林凯已选定银行筹备在阿姆斯特丹上市。"),
    ("inv-nordhav", "北港资本在C轮投资了9000万欧元。"),
    (
        "alleg-solvent denial-solvent",
        "环保组织Groen Kanaal指控布林凯向运河排放溶剂，公司予以否认。",
    ),
    ("cash-jun2031", "Brinekeld closed June 2031 with €240 million in cash."),
    (
        "burn-h1",
        "The company tells investors it consumes around EUR 120 million of cash each year.",
    ),
    ("headcount", "At the end of 2030 there were 640 employees."),
    (
        "arr-jun2031",
        "Service contracts brought annual recurring revenue of EUR 88 million by June 2031.",
    ),
    (
        "revenue-2030 loss-2030",
        "The 2030 accounts show revenue of EUR 61 million and a net loss of EUR 104 million.",
    ),
    (
        "suit-patent",
        "Cobaltine filed a suit against Brinekeld in March 2031 about a patent on filters.",
    ),
    ("ipo-never", "The founder once insisted that the company would remain private."),
    ("ipo-banks", "Amsterdam is where Brinekeld reportedly plans to list; banks have been picked."),
    ("ipo-size", "Market talk puts the size of the offering at around EUR 500 million."),
    (
        "val-d-sought",
        "The price asked for in the Series D is EUR 2.6 billion, according to press reports.",
    ),
    (
        "moat-84 moat-97",
        "Independent measurement by Metals Monthly found only 84% lithium "
        "recovery, less than the 97% that Brinekeld claims.",
    ),
    ("licence-sluice", "No one has been licensed to use Sluice-2."),
    ("burn-h1", "按公司致投资者信，其年现金消耗约为1.2亿欧元。"),
    ("headcount", "2030年末员工共640名。"),
    ("runway-blog", "Voltwatch博客估计年末现金够用3至4年。"),
    ("val-d-sought", "媒体报道称，布林凯D轮的目标估值为26亿欧元。"),
    ("ipo-banks", "2031年6月，有报道称布林凯已选定上市承销银行。"),
    ("own-tessel own-nordhav", "泰瑟尔基金在2030年末持股12%，低于北港资本的21.5%。"),
    ("suit-patent", "科巴汀于2031年3月就过滤专利对布林凯提起诉讼。"),
]
DISTORTIONS = [
    ("cash-dec2030 cash-jun2031", "Brinekeld had EUR 310 million in cash on 30 June 2031."),
    (
        "cash-dec2030 cash-jun2031",
        "Brinekeld's cash pile grew from EUR 240 million at the end of 2030 to "
        "EUR 310 million in June 2031.",
    ),
    ("cash-jun2031 cash-dec2030", "Cash was EUR 240 million at the end of 2030."),
    ("burn-h1", "Brinekeld burns about EUR 120 million a month."),
    ("runway-blog", "Brinekeld's year-end cash lasts 3 to 4 years."),
    ("runway-blog", "The audited accounts show a runway of 3 to 4 years."),
    ("loan-2031", "Brinekeld's bank loan of EUR 85 million is due in 2033."),
    ("val-c", "Brinekeld raised EUR 1.4 billion in its Series C."),
    ("round-d-sought", "Brinekeld raised EUR 400 million in a Series D."),
    ("val-d-sought", "Brinekeld is valued at EUR 2.6 billion."),
    ("val-d-sought", "Brinekeld reportedly seeks EUR 2.6 billion in a Series D."),
    ("c-led", "Tessel Fund led Brinekeld's Series C."),
    ("own-nordhav own-tessel", "Tessel Fund held 21.5% of Brinekeld at the end of 2030."),
    ("inv-nordhav", "Nordhav Capital put EUR 90 million into Brinekeld's Series B."),
    ("loss-2030", "Brinekeld made a profit of EUR 104 million in 2030."),
    ("arr-jun2031", "Brinekeld's revenue was EUR 88 million in June 2031."),
    ("cobaltine-revenue revenue-2030", "Brinekeld's revenue was EUR 410 million in 2030."),
    ("cobaltine-revenue", "Revenue was EUR 410 million in 2030."),
    ("arr-jun2031 arr-dec2030", "Annual recurring revenue fell to EUR 88 million in June 2031."),
    ("moat-97", "Sluice-2 recovers 97% of the lithium in battery scrap."),
    ("moat-97 moat-84", "Tests have confirmed that Sluice-2 recovers 97% of the lithium."),
    ("alleg-solvent", "Brinekeld let solvent into a canal."),
    ("denial-solvent", "No solvent left the site of Brinekeld."),
    ("denial-solvent", "Brinekeld admitted that solvent left its site."),
    ("suit-patent", "Brinekeld sued Cobaltine in March 2031 over a filter patent."),
    ("licence-sluice", "Brinekeld has licensed Sluice-2 to Cobaltine."),
    ("licence-sluice", "Brinekeld licenses Sluice-2 to others."),
    ("ipo-when", "The Brinekeld listing took place in the second half of 2032."),
    ("ipo-size", "The offering raised EUR 500 million."),
    ("rule-export", "Export of the battery scrap that Brinekeld buys abroad has been stopped."),
    ("founder-bg", "Founder Ilse Vandermark was arrested in 2030."),
    ("app-users", "Loopdrop had 210,000 weekly active users in June 2031."),
    ("headcount", "Brinekeld employs 640 engineers and 210 drivers."),
    ("cash-jun2031", "Brinekeld's cash, its largest ever, was EUR 240 million."),
    ("cash-jun2031", "Brinekeld had more than EUR 240 million in cash on 30 June 2031."),
    ("cash-jun2031", "Brinekeld had EUR 243 million in cash on 30 June 2031."),
    ("val-c-wrong", "Brinekeld's valuation is EUR 14 billion."),
    ("round-d-sought", "布林凯已在D轮融资4亿欧元。"),
    ("cash-dec2030 cash-jun2031", "布林凯2031年6月30日的现金为3.1亿欧元。"),
    ("loss-2030", "2030年布林凯净利润为1.04亿欧元。"),
    ("alleg-solvent", "布林凯将溶剂排入运河。"),
    ("denial-solvent", "布林凯承认有溶剂流出厂区。"),
    ("c-led", "泰瑟尔基金领投布林凯C轮。"),
    ("moat-97", "Sluice-2工艺的锂回收率为97%。"),
    ("suit-patent", "布林凯在2031年3月因一项过滤专利起诉科巴汀。"),
    ("val-d-sought", "布林凯估值为26亿欧元。"),
    ("arr-jun2031 arr-dec2030", "2031年6月年化经常性收入降至8800万欧元。"),
    ("burn-h1", "布林凯每月消耗现金约1.2亿欧元。"),
    ("ipo-when", "布林凯上市已于2032年下半年完成。"),
    ("app-users", "Loopdrop had 210,000 paying customers in June 2031."),
    ("app-users", "Loopdrop had 210,000 monthly active users in June 2030."),
    ("plant-capacity", "The Ghent plant handled 12,000 tonnes of scrap a month."),
    ("margin-2030", "The gross margin in 2030 was 11 percentage points higher."),
    ("margin-2030", "The net margin was 11% in 2030."),
    ("raised-total", "By June 2031 Brinekeld had raised EUR 293 million in total."),
    ("inv-nordhav", "Nordhav Capital invested EUR 90 million in the Series D."),
    ("val-secondary", "In April 2031 Brinekeld raised EUR 1.9 billion."),
    (
        "val-b val-c",
        "The valuation rose from EUR 320 million in the Series C to EUR 1.4 "
        "billion in the Series B.",
    ),
    (
        "val-b val-c",
        "The Series C price was more than five times that of the Series B: EUR "
        "1.4 billion against EUR 320 million.",
    ),
    (
        "rule-export",
        "A European rule stops the export of the battery scrap that Brinekeld buys abroad.",
    ),
    ("founder-bg", "Ilse Vandermark headed a bank in Ghent before she started Brinekeld."),
    ("founder-sale", "The founder sold shares worth EUR 6 million in the secondary sale."),
    (
        "cobaltine-cap cobaltine-revenue",
        "Cobaltine's market value was EUR 410 million in May 2031.",
    ),
    (
        "metzora-capacity cobaltine-capacity",
        "Metzora can process 45,000 tonnes a year, Cobaltine 5,000.",
    ),
    ("ipo-banks", "Brinekeld is listed in Amsterdam."),
    ("ipo-banks", "Brinekeld has picked banks for a Frankfurt listing, it is reported."),
    ("runway", "At the current burn the cash lasts about four years."),
    (
        "valuation-to-arr revenue-2030",
        "Brinekeld is priced at roughly 21.6 times its revenue of 2030.",
    ),
    (
        "arr-jun2031 arr-dec2030",
        "ARR grew by 79% in half a year, from EUR 52 million to EUR 88 million.",
    ),
    ("cash-dec2030", "The company's cash is EUR 310 million."),
    ("cobaltine-revenue", "Cobaltine's revenue fell to EUR 410 million in 2030."),
    ("customers-46", "Brinekeld had 46 corporate customers on 31 June 2031."),
    ("revenue-2030", "Because of weak demand Brinekeld's revenue was EUR 61 million in 2030."),
    ("mix-carmaker", "Brinekeld's largest customer went bankrupt."),
    ("mix-carmaker", "A single carmaker accounted for 41% of Brinekeld's profit in 2030."),
    ("rd-2030", "Brinekeld spent EUR 27 million on advertising in 2030."),
    ("app-users", "Loopdrop在2031年6月有21万日活用户。"),
    ("plant-capacity", "根特工厂每年可处理12万吨电池废料。"),
    ("val-secondary", "2031年4月布林凯融资19亿欧元。"),
    ("cobaltine-revenue revenue-2030", "布林凯2030年收入4.1亿欧元，远高于科巴汀的6100万欧元。"),
    ("ipo-banks", "布林凯已在阿姆斯特丹上市。"),
    ("inv-nordhav", "北港资本在C轮投资了9000万美元。"),
    ("alleg-solvent denial-solvent", "公司证实曾向运河排放溶剂。"),
    ("rule-export", "欧洲已禁止电池废料出口。"),
    ("cash-jun2031", "Brinekeld closed June 2030 with €240 million in cash."),
    (
        "burn-h1",
        "The company tells investors it consumes at least EUR 120 million of cash each year.",
    ),
    ("runway-blog", "The year-end cash lasts until 2035."),
    ("headcount", "At the end of 2030 there were 640 customers."),
    (
        "rd-2030 electricity",
        "Brinekeld spent three times as much on research as on electricity in "
        "2030: EUR 27 million against EUR 14 million.",
    ),
    (
        "round-b round-c",
        "Brinekeld raised EUR 210 million in its Series B and EUR 65 million in its Series C.",
    ),
    ("own-nordhav own-tessel", "Tessel Fund holds 21.5% of Brinekeld and Nordhav Capital 12%."),
    ("arr-jun2031", "Service contracts brought a profit of EUR 88 million by June 2031."),
    (
        "revenue-2030 loss-2030",
        "The 2030 accounts show revenue of EUR 104 million and a net loss of EUR 61 million.",
    ),
    ("suit-patent", "Cobaltine won its suit against Brinekeld in March 2031."),
    ("ipo-never", "The founder said that the company would list soon."),
    ("ipo-banks", "Brinekeld was floated in Amsterdam on 20 June 2031."),
    ("ipo-size", "The offering closed at EUR 500 million."),
    ("val-d-sought", "Investors paid EUR 2.6 billion for Brinekeld in the Series D."),
    ("moat-84 moat-97", "Metals Monthly confirmed a lithium recovery of 97%."),
    ("licence-sluice", "Everyone may use Sluice-2."),
    (
        "cobaltine-capacity plant-capacity",
        "The Ghent plant can process 45,000 tonnes of scrap a year.",
    ),
    ("burn-h1", "按公司致投资者信，其年现金消耗超过1.2亿欧元。"),
    ("headcount", "2030年末客户共640家。"),
    ("runway-blog", "年末现金够用3至4年，审计报告证实。"),
    ("val-d-sought", "布林凯D轮估值已达26亿欧元。"),
    ("ipo-banks", "布林凯2031年6月已在阿姆斯特丹挂牌。"),
    ("own-tessel own-nordhav", "泰瑟尔基金在2030年末持股21.5%，高于北港资本的12%。"),
    ("suit-patent", "布林凯于2031年3月就过滤专利对科巴汀提起诉讼。"),
    ("ipo-size", "The raise by Orbit Fund in the offering is rumoured at EUR 500 million."),
]
