namespace Newsletter.Benchmarks.Corpus;

/// <summary>The words of the corpus: about as long, and as often short, as those of English prose.</summary>
public static class Vocabulary
{
    /// <summary>Nearly every second word of a text is one of these.</summary>
    public static readonly string[] Common = Split("""
        the of and a to in he that it was she as with his her for on at by but had not from they which is be who this when
        are or one all so an into no if would what their there up out them then more only some could its over now like than
        before after where while because through until never again
        """);

    public static readonly string[] Rare = Split("""
        lantern harbour winter letter stranger mirror garden staircase captain daughter orchard window shadow village river
        promise journey secret silence doctor tower bridge carriage theatre painter prisoner forest island castle chapel
        evening morning midnight summer memory dream fever voice whisper quarrel wedding funeral bargain inheritance portrait
        diary witness judge soldier widow servant merchant sailor poet actor magician scholar shepherd fisherman clockmaker
        lighthouse labyrinth cellar attic corridor marketplace railway station ship storm fire flood famine mountain valley
        meadow road crossing border kingdom crown sword ring key lock door curtain candle bell clock music violin mask costume
        stage audience applause rehearsal silver golden broken hidden forgotten ancient empty distant gentle cruel patient
        careful honest proud lonely restless faithful jealous curious frightened innocent guilty wounded familiar impossible
        ordinary peculiar terrible wonderful sudden slow quiet bitter early late young old small great dark bright cold warm
        asks answers believes remembers forgets follows escapes returns arrives leaves waits watches listens speaks writes
        reads paints builds breaks opens closes finds loses keeps gives takes steals hides reveals explains understands
        refuses accepts confesses forgives betrays protects threatens rescues marries buries burns drowns falls rises walks
        runs climbs crosses wanders searches discovers recognises imagines pretends promises hopes fears loves hates
        almost always perhaps together alone slowly finally certainly suddenly carefully quietly nearly rarely twice
        meaning reason question answer beginning ending chapter scene story legend version character narrator author
        director camera photograph newspaper telegram message signature evidence accusation punishment reward fortune
        poverty hunger illness medicine miracle curse prophecy ghost angel devil monster giant dwarf wolf raven horse
        """);

    /// <summary>40 of them, as tags are in use: one word or two.</summary>
    public static readonly string[] Tags =
    [
        "adventure", "allegory", "ballad", "black comedy", "chamber play", "chivalry", "coming of age", "court drama", "crime", "doubles",
        "dreams", "epic", "expressionism", "fable", "fairy tale", "family saga", "folk tale", "ghost story", "gothic", "heist",
        "horror", "island tale", "love story", "melodrama", "metamorphosis", "mystery", "myth", "opera", "parable", "prison",
        "quest", "revenge", "romance", "satire", "sea story", "silent film", "tragedy", "travel", "trial", "war",
    ];

    public static readonly string[] TitleThings = Split("""
        Lantern Orchard Mirror Lighthouse Staircase Violin Clockmaker Portrait Labyrinth Ferry Tower Telegram Carriage Mask Garden
        Bell Inheritance Prophecy Shepherd Widow Painter Harbour Letter Wedding Raven Chapel Bridge Candle Diary Theatre
        Winter Railway Bargain Curse Island Miracle Witness Captain Magician Forest
        """);

    public static readonly string[] TitleOwners = Split("""
        Patient Golden Broken Hidden Forgotten Ancient Empty Distant Gentle Cruel Honest Proud Lonely Restless Faithful Jealous
        Curious Innocent Guilty Wounded Familiar Ordinary Peculiar Terrible Wonderful Sudden Quiet Bitter Early Late Young Old
        Small Great Dark Bright Cold Warm Silver Last
        """);

    public static readonly string[] TitlePlaces = Split("""
        Aldermoor Brackwater Caldstone Dunmarrow Eastermere Fallowdale Greyhaven Harrowgate Ivelchester Juniperfield Kestrelby
        Larkminster Merrowick Netherfold Oakenshaw Pellingham Quernmore Ravensholt Saltmarsh Thornwick Underwood Valebridge
        Westering Yarrowby Zelstone Ambercliff Birchover Copperhill Dovetail Elmstead Foxhollow Gullport Heathersett Ironbeck
        Jackdaw Kingsmere Linden Marrowbone Nightingale Orrery
        """);

    private static string[] Split(string words) => words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
}
