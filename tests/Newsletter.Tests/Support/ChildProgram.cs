using Newsletter.Tests.Delivery;
using Newsletter.Tests.Storage.Local;

namespace Newsletter.Tests.Support;

/// <summary>This assembly as a program: one scenario of a test, in a process that the test may kill.</summary>
internal static class ChildProgram
{
    public static Task Main(string[] arguments) => arguments switch
    {
        ["storage", .. var rest] => StorageChild.RunAsync(rest),
        ["sender", .. var rest] => SenderChild.RunAsync(rest),
        _ => throw new ArgumentException("Tests run by 'dotnet test'; this is for the children that they start."),
    };
}
