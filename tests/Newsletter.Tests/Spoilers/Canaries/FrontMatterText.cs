using System.Globalization;
using System.Text;
using Newsletter.Spoilers;

namespace Newsletter.Tests.Spoilers.Canaries;

/// <summary>Writes front matter, with a canary in every field.</summary>
internal static class FrontMatterText
{
    private static readonly string[] Languages = ["en", "de", "fr", "ja", "ar", "pt-BR"];

    public static void Write(StringBuilder text, CanaryArticle article, int number, ArticleNames[] names, Plants plants)
    {
        var own = names[number];
        text.Append(CultureInfo.InvariantCulture, $"title: \"{own.Title}\"\nspoilers: {article.Level.Word()}\n");
        text.Append(CultureInfo.InvariantCulture, $"published: 2020-03-{(number % 28) + 1:00}T{number / 28 % 24:00}:00:00Z\n");
        var mail = article.Has(FieldKind.NoEmail) ? Place.Nowhere : Place.Mail;
        var everywhere = Place.Page | Place.Feed | mail;
        string Safe(Place belongs, string what) => plants.Plant(isHidden: false, belongs, what);
        foreach (var field in article.Fields)
        {
            text.Append(field.Kind switch
            {
                FieldKind.SafeTitle => $"safe_title: \"{own.SafeTitle}\"\n",
                FieldKind.Slug => $"slug: {own.Slug}\n",
                FieldKind.Work => Work(field.Variant, Safe(Place.Head, "work"), Safe(Place.List | mail, "by")),
                FieldKind.Spoils => $"spoils: [\"{Safe(Spoiled(article), "spoils")}\", {{ title: \"{Safe(Spoiled(article), "spoils")}\", year: 1920 }}]\n",
                FieldKind.Section => $"section: \"{Safe(Place.Page | Place.Head, "section")}\"\n",
                FieldKind.Tags => $"tags: [film, {Safe(Place.Page | Place.Feed | Place.FullFeed | Place.Head, "tag")}]\n",
                FieldKind.Authors => $"authors: [\"{Safe(Place.Page | Place.Feed | Place.FullFeed | Place.Head, "author")}\"]\n",
                FieldKind.Updated => "updated: 2020-04-01T10:00:00Z\n",
                FieldKind.Summary => $"summary: \"{Safe(everywhere | Place.FullFeed | Place.List | Place.Head, "summary")} says nothing.\"\n",
                FieldKind.Advisories => $"advisories: [{Safe(everywhere | Place.FullFeed | Place.List, "advisory")}]\n",
                FieldKind.Image when !article.Has(FieldKind.SpoilerImage) => Image(field.Variant, plants, isHidden: false),
                FieldKind.SpoilerImage => Image(field.Variant, plants, isHidden: true),
                FieldKind.ReadMore => $"read_more: [\"{Other(number, names)}\", \"{Safe(everywhere | Place.FullFeed, "awaited title")}\"]\n",
                FieldKind.NoEmail => "email: false\n",
                FieldKind.Language => $"lang: {Languages[field.Variant % Languages.Length]}\n",
                FieldKind.Secrets => $"secrets: [{plants.Nowhere("secret")}]\n",
                FieldKind.Comment => $"# {plants.Nowhere("YAML comment")}\n",
                FieldKind.UnknownKey => $"mood: {plants.Nowhere("value of an unknown key")}\n",
                _ => "",
            });
        }
    }

    /// <summary>The title of another article, by which it is linked; also one that spoils, of which the safe one must be shown.</summary>
    public static string Other(int number, ArticleNames[] names) =>
        names.Length == 1 ? "Nothing Yet" : names[(number + names.Length - 1) % names.Length].Title;

    /// <summary>Works are named as spoiled only by what spoils.</summary>
    private static Place Spoiled(CanaryArticle article) =>
        article.Level == SpoilerLevel.None ? Place.Nowhere : Place.Page | Place.Feed | Place.FullFeed;

    private static string Work(int variant, string title, string by) => (variant % 3) switch
    {
        0 => $"work: {{ title: \"{title}\", by: \"{by}\" }}\n",
        1 => $"work:\n  title: {title}\n  kind: film\n  year: 1920\n  by: {by}\n",
        _ => $"work: {{ title: \"{title}\", kind: play, year: -428, by: \"{by}\" }}\n",
    };

    private static string Image(int variant, Plants plants, bool isHidden)
    {
        // Full feeds have a real title, but no picture that spoils.
        var belongs = isHidden ? Place.Page : Place.Page | Place.Feed | Place.Head;
        var alt = plants.Plant(isHidden, belongs, "picture's alt");
        var name = plants.Plant(isHidden, belongs, "picture's file name");
        var source = variant % 2 == 0 ? plants.Picture(name + ".gif") : $"https://pictures.example/{name}.jpg";
        return $"image: {{ src: \"{source}\", alt: \"{alt}\", spoiler: {(isHidden ? "true" : "false")} }}\n";
    }
}
