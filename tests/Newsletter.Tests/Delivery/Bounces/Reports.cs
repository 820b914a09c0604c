using System.Text;
using MimeKit;

namespace Newsletter.Tests.Delivery.Bounces;

/// <summary>Mails as mail systems send them back.</summary>
internal static class Reports
{
    public const string OurMail = """
        From: Explained <news@example.com>
        To: ida@example.org
        Message-ID: <0123@site.example>
        List-Unsubscribe: <mailto:leave@site.example?subject=x>, <https://site.example/unsubscribe/?t=k1.abc>
        Subject: A digest

        Hello.
        """;

    /// <param name="fields">Of the recipient's group.</param>
    /// <param name="original">What is sent back with it; empty: nothing.</param>
    public static MimeMessage Dsn(string fields, string original = OurMail) => Mail("delivery-status", $"Reporting-MTA: dns; mx.example.org\nArrival-Date: Thu, 26 Nov 2026 07:00:00 +0000\n\n{fields}\n", original);

    public static MimeMessage Complaint(string fields, string original = OurMail) => Mail("feedback-report", fields + "\n", original);

    public static MimeMessage Parse(string text) => MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"))));

    private static MimeMessage Mail(string type, string report, string original) => Parse($"""
        From: Mail System <MAILER-DAEMON@mx.example.org>
        To: news@example.com
        Subject: About a mail of yours
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type={type}; boundary="b"

        --b
        Content-Type: text/plain

        Something is to be told.

        --b
        Content-Type: message/{type}

        {report}
        {(original.Length == 0 ? "" : "--b\nContent-Type: message/rfc822\n\n" + original)}

        --b--
        """);
}
