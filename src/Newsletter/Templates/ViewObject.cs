using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;

namespace Newsletter.Templates;

/// <summary>A view as a template sees it: read only, each field converted when it is asked for, nothing found by reflection.</summary>
internal sealed class ViewObject<TView>(ViewShape<TView> shape, TView view) : IScriptObject
{
    public int Count => shape.Fields.Count;

    public bool IsReadOnly
    {
        get => true;
        set { }
    }

    public static ViewObject<TView>? Of(ViewShape<TView> shape, TView? view) => view is null ? null : new ViewObject<TView>(shape, view);

    public IEnumerable<string> GetMembers() => shape.Fields.Select(field => field.Name);

    public bool Contains(string member) => shape.TryIndex(member, out _);

    public bool TryGetValue(TemplateContext? context, SourceSpan span, string member, out object? value)
    {
        if (shape.TryIndex(member, out var position))
        {
            value = shape.Read(view, position);
            return true;
        }

        value = null;
        return false;
    }

    public bool CanWrite(string member) => false;

    public bool TrySetValue(TemplateContext? context, SourceSpan span, string member, object? value, bool readOnly) => false;

    public bool Remove(string member) => false;

    public void SetReadOnly(string member, bool readOnly)
    {
    }

    public IScriptObject Clone(bool deep) => this;
}
