using System.Reflection;
using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Tests.Templates;

/// <summary>Views for lists, feeds, metadata and mail have no member that could hold unsafe text, down to the last nested view.</summary>
public class SafeViewTests
{
    private static readonly Type[] Harmless = [typeof(SafeText), typeof(SafeHtml), typeof(Uri), typeof(DateTimeOffset), typeof(int), typeof(bool), typeof(Language)];

    [Fact]
    public void ASafeViewHasNoMemberForUnsafeText()
    {
        var views = AllTemplates.InOrder.Select(ViewOf).Where(view => view is not null).ToList();

        Assert.True(views.Count >= 9);
        Assert.Empty(views.SelectMany(view => Unsafe(view!, [])).Distinct());
    }

    [Fact]
    public void TheCheckSeesUnsafeText() =>
        Assert.Contains("ArticleView.Body: FullHtml", Unsafe(typeof(Newsletter.Site.Views.ArticleView), []));

    private static Type? ViewOf(Template template) =>
        template.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(SafeTemplate<>) ? type.GetGenericArguments()[0] : null;

    private static IEnumerable<string> Unsafe(Type view, HashSet<Type> seen)
    {
        if (!seen.Add(view))
        {
            yield break;
        }

        foreach (var member in view.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var type = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
            type = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : type;
            if (Harmless.Contains(type) || type.IsEnum)
            {
                continue;
            }

            if (type.Namespace!.StartsWith("Newsletter", StringComparison.Ordinal) && type.Name.EndsWith("View", StringComparison.Ordinal))
            {
                foreach (var inner in Unsafe(type, seen))
                {
                    yield return inner;
                }

                continue;
            }

            yield return $"{view.Name}.{member.Name}: {type.Name}";
        }
    }
}
