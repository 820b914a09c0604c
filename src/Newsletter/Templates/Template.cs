namespace Newsletter.Templates;

/// <summary>What every view says beside its shape.</summary>
public interface IView
{
    /// <summary>Chooses the words (<c>t</c>) and the forms of dates.</summary>
    Language Language { get; }
}

/// <summary>A template file and the type of view that it is rendered with.</summary>
/// <param name="File">Below <c>templates/</c>. Files ending in <c>.txt</c> are plain text, all others HTML.</param>
public abstract record Template(string File, ViewShape View);

/// <summary>A template for a view of any kind.</summary>
public record Template<TView>(string File, ViewShape<TView> Shape) : Template(File, Shape)
    where TView : IView;

/// <summary>A template whose view can hold safe text only.</summary>
public sealed record SafeTemplate<TView>(string File, SafeShape<TView> SafeShape) : Template<TView>(File, SafeShape)
    where TView : IView;
