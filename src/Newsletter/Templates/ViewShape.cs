using Newsletter.Spoilers;

namespace Newsletter.Templates;

/// <summary>What a field of a view holds, as far as a template's author needs to know.</summary>
public enum FieldKind
{
    Text,
    Html,
    Json,
    Link,
    Date,
    Number,
    Flag,
    Word,
    View,
}

/// <summary>One variable that a template may use.</summary>
/// <param name="Name">snake_case.</param>
/// <param name="IsList">A list of <paramref name="Kind"/>; empty when there are none.</param>
/// <param name="Inner">The shape of a nested view; null for all other kinds.</param>
/// <param name="Words">The words that a <see cref="FieldKind.Word"/> can be.</param>
/// <param name="About">One line for templates/README.md.</param>
public sealed record ViewField(string Name, FieldKind Kind, bool IsList, ViewShape? Inner, IReadOnlyList<string> Words, string About);

/// <summary>
/// The variables that a view shows to its template: the one place that says their names, kinds and meanings. The engine reads views
/// through it (no reflection), the check of all templates and <c>templates/README.md</c> are made from it.
/// </summary>
public abstract class ViewShape(string name)
{
    private readonly List<ViewField> fields = [];
    private readonly Dictionary<string, int> index = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    public IReadOnlyList<ViewField> Fields => fields;

    internal bool TryIndex(string field, out int position) => index.TryGetValue(field, out position);

    private protected void Add(ViewField field)
    {
        index.Add(field.Name, fields.Count);
        fields.Add(field);
    }
}

/// <summary>The shape of one type of view. <see cref="SafeShape{TView}"/> and <see cref="FullShape{TView}"/> say what it may hold.</summary>
public abstract class ViewShape<TView>(string name) : ViewShape(name)
{
    private readonly List<Func<TView, object?>> readers = [];

    internal object? Read(TView view, int position) => readers[position](view);

    private protected void Add(ViewField field, Func<TView, object?> read)
    {
        Add(field);
        readers.Add(read);
    }
}

/// <summary>The fields that every view may have: what they hold is safe by type, or is no text at all.</summary>
public abstract class ViewShape<TView, TSelf>(string name) : ViewShape<TView>(name)
    where TSelf : ViewShape<TView, TSelf>
{
    private static readonly object True = true;
    private static readonly object False = false;

    public TSelf Text(string name, Func<TView, SafeText> read, string about) => With(name, FieldKind.Text, about, v => read(v).ToString());

    public TSelf Texts(string name, Func<TView, IReadOnlyList<SafeText>> read, string about) =>
        WithList(name, FieldKind.Text, about, read, static text => text.ToString());

    public TSelf Html(string name, Func<TView, SafeHtml> read, string about) =>
        With(name, FieldKind.Html, about, v => read(v) is { IsEmpty: false } html ? html : null);

    /// <summary>An address: http, https, mailto, or relative. Any other scheme is left out.</summary>
    public TSelf Link(string name, Func<TView, Uri?> read, string about) => With(name, FieldKind.Link, about, v => LinkText.Of(read(v)));

    public TSelf Date(string name, Func<TView, DateTimeOffset?> read, string about) => With(name, FieldKind.Date, about, v => read(v));

    public TSelf Number(string name, Func<TView, int?> read, string about) => With(name, FieldKind.Number, about, v => read(v));

    public TSelf Flag(string name, Func<TView, bool> read, string about) => With(name, FieldKind.Flag, about, v => read(v) ? True : False);

    public TSelf Level(string name, Func<TView, SpoilerLevel> read, string about) =>
        Word(name, v => read(v).Word(), ["none", "minor", "major", "ending"], about);

    public TSelf LanguageTag(string name, Func<TView, Language> read, string about) => With(name, FieldKind.Text, about, v => read(v).Tag);

    /// <summary>One of a few words of the program's own, such as the kind of a list. Any other word throws.</summary>
    public TSelf Word(string name, Func<TView, string> read, string[] words, string about) =>
        With(
            new ViewField(name, FieldKind.Word, false, null, words, about),
            v => read(v) is var word && words.AsSpan().Contains(word) ? word : throw new ArgumentOutOfRangeException(name));

    /// <summary>JSON for a script element: written so that no text in it can end the element.</summary>
    public TSelf Json(string name, Action<System.Text.Json.Utf8JsonWriter, TView> write, string about) =>
        With(name, FieldKind.Json, about, v => ScriptJson.Of(v, write));

    private protected TSelf With(string name, FieldKind kind, string about, Func<TView, object?> read) =>
        With(new ViewField(name, kind, false, null, [], about), read);

    private protected TSelf WithList<TItem>(
        string name, FieldKind kind, string about, Func<TView, IReadOnlyList<TItem>> read, Func<TItem, object?> item, ViewShape? inner = null) =>
        With(new ViewField(name, kind, true, inner, [], about), v => List(read(v), item));

    private protected TSelf With(ViewField field, Func<TView, object?> read)
    {
        Add(field, read);
        return (TSelf)this;
    }

    private static object?[] List<TItem>(IReadOnlyList<TItem> items, Func<TItem, object?> item)
    {
        if (items.Count == 0)
        {
            return [];
        }

        var list = new object?[items.Count];
        for (var i = 0; i < list.Length; i++)
        {
            list[i] = item(items[i]);
        }

        return list;
    }
}
