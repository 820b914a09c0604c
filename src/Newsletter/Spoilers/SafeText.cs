using System.Text.Json.Serialization;

namespace Newsletter.Spoilers;

/// <summary>
/// Plain text (not encoded) that may be shown to somebody who has not seen the work.
/// Only code in <c>Spoilers/</c> can make one: the constructor is private and <see cref="Seal"/> is a banned symbol elsewhere.
/// </summary>
[JsonConverter(typeof(SafeTextConverter))]
public readonly record struct SafeText : IComparable<SafeText>
{
    private readonly string? text;

    private SafeText(string text) => this.text = text;

    public static SafeText Empty => default;

    public bool IsEmpty => string.IsNullOrEmpty(text);

    internal static SafeText Seal(string text) => new(text);

    /// <summary>Safe texts joined stay safe.</summary>
    public static SafeText Join(SafeText separator, IEnumerable<SafeText> parts) => new(string.Join(separator.ToString(), parts));

    public static SafeText operator +(SafeText a, SafeText b) => new(a.text + b.text);

    public int CompareTo(SafeText other) => string.CompareOrdinal(text, other.text);

    public override string ToString() => text ?? "";
}
