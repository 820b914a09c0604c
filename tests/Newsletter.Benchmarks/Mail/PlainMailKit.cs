using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;

namespace Newsletter.Benchmarks.Mail;

/// <summary>
/// The same mails as a program makes them that uses MailKit as it is documented: a message for each reader from texts that are rendered already, sent and signed
/// by the library, with the two things that its users have to know: NoDelay, and .NET's RSA in place of BouncyCastle's.
/// </summary>
internal static class PlainMailKit
{
    private static readonly HeaderId[] Signed = [HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId, HeaderId.ListUnsubscribe, HeaderId.ListUnsubscribePost];

    /// <returns>How one of so many workers sends a mail to a reader of this number.</returns>
    public static Func<Task<Func<int, Task>>> Worker(MailPieces pieces, string host, int port, string? key) => async () =>
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(host, port);
        var client = new SmtpClient();
        await client.ConnectAsync(socket, host, port, SecureSocketOptions.None);
        var signer = key is null ? null : new NetSigner(key) { HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed, BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed };
        return async number =>
        {
            var message = Message(pieces, number);
            signer?.Sign(message, Signed);
            await client.SendAsync(message);
        };
    };

    private static MimeMessage Message(MailPieces pieces, int number)
    {
        var (html, text) = pieces.Of(MailSite.ChoiceOf(number));
        var message = new MimeMessage
        {
            Subject = $"Digest {number}",
            Date = MailSite.Since,
            MessageId = $"{number}@site.example",
            Body = new MultipartAlternative { Part("plain", text), Part("html", html) },
        };
        message.From.Add(new MailboxAddress("Explained", "news@site.example"));
        message.To.Add(new MailboxAddress("", $"reader{number}@example.org"));
        message.Headers.Add("List-Unsubscribe", $"<https://site.example/unsubscribe/?t={number}>");
        message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        return message;
    }

    private static TextPart Part(string subtype, string text) => new(subtype) { Text = text, ContentTransferEncoding = ContentEncoding.QuotedPrintable };

    private sealed class NetSigner(string pem) : DkimSigner(new MemoryStream(System.Text.Encoding.ASCII.GetBytes(pem)), "site.example", "r1")
    {
        private readonly RSA rsa = Rsa(pem);

        protected override ISigner CreateSigningContext() => new Context(rsa);

        private static RSA Rsa(string pem)
        {
            var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return rsa;
        }

        private sealed class Context(RSA rsa) : ISigner
        {
            private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

            public string AlgorithmName => "SHA-256withRSA";

            public void BlockUpdate(byte[] input, int inOff, int inLen) => hash.AppendData(input, inOff, inLen);

            public void BlockUpdate(ReadOnlySpan<byte> input) => hash.AppendData(input);

            public byte[] GenerateSignature() => rsa.SignHash(hash.GetHashAndReset(), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

            public int GetMaxSignatureSize() => rsa.KeySize / 8;

            public void Init(bool forSigning, ICipherParameters parameters)
            {
            }

            public void Reset() => hash.GetHashAndReset();

            public void Update(byte input) => hash.AppendData([input]);

            public bool VerifySignature(byte[] signature) => throw new NotSupportedException();
        }
    }
}

/// <summary>Rendered texts for peers, which need only be joined: what stands before the articles, each article, and what stands behind.</summary>
internal sealed record MailPieces(IReadOnlyList<string> Html, IReadOnlyList<string> Text)
{
    public static MailPieces Of(string html, string text)
    {
        var (cutHtml, cutText) = (Cut(html, "<tr><td class=\"edge\" style=\"padding:28px 24px 0\">\n<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr><td class=\"rule\""), Cut(text, "------------------------------------------------------------\n"));
        return new(cutHtml, cutText);
    }

    /// <summary>Of the articles all but the first: what is behind them begins with one.</summary>
    public (string Html, string Text) Of(long[] articles) =>
        (string.Concat(Html[0], string.Concat(articles.Skip(1).Select(number => Html[1 + (int)(number % (Html.Count - 2))])), Html[^1]),
        string.Concat(Text[0], string.Concat(articles.Skip(1).Select(number => Text[1 + (int)(number % (Text.Count - 2))])), Text[^1]));

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>Before the first article, the articles but for the last, and the last with what is behind it.</summary>
    private static List<string> Cut(string whole, string mark)
    {
        var parts = whole.Split(mark);
        return [parts[0], .. parts[1..^1].Select(part => mark + part), mark + parts[^1]];
    }
}
