using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;

namespace Newsletter.Azure.Tests.Support;

/// <summary>An answer that no service gave.</summary>
internal sealed class Refusal(int status, string reason, params (string Name, string Value)[] headers) : Response
{
    public override int Status => status;

    public override bool IsError => true;

    public override string ReasonPhrase => reason;

    public override Stream? ContentStream { get; set; }

    public override string ClientRequestId { get; set; } = "";

    public override void Dispose()
    {
    }

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers.Select(header => new HttpHeader(header.Name, header.Value));

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }
}
