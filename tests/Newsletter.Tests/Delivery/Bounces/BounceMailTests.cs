using Newsletter.Delivery;
using Newsletter.Delivery.Bounces;

namespace Newsletter.Tests.Delivery.Bounces;

/// <summary>What mail systems send back, read as RFC 3464 and RFC 5965 have it.</summary>
public sealed class BounceMailTests
{
    [Theory]
    [InlineData("5.1.1", "smtp; 550 5.1.1 <ida@example.org>: user unknown", BounceKind.Hard)]
    [InlineData("5.1.10 (RecipientNotFound)", "smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound", BounceKind.Hard)]
    [InlineData("5.2.1", "smtp; 550 5.2.1 disabled", BounceKind.Hard)]
    [InlineData("5.4.4", "X-Postfix; no such host", BounceKind.Hard)]
    [InlineData("5.0.0", "smtp; 550 No such user here", BounceKind.Hard)]
    [InlineData("", "smtp; 553 sorry, that mailbox was not found", BounceKind.Hard)]
    [InlineData("5.0.0", "smtp; 550 Message looks like spam", BounceKind.Soft)]
    [InlineData("5.2.2", "smtp; 552 5.2.2 mailbox full", BounceKind.Soft)]
    [InlineData("5.7.1", "smtp; 550 5.7.1 blocked, unknown sender", BounceKind.Soft)]
    [InlineData("5.1.8", "smtp; 553 5.1.8 sender's domain unknown", BounceKind.Soft)]
    [InlineData("4.4.7", "smtp; 451 4.4.7 gave up", BounceKind.Soft)]
    public void AFailureIsAboutTheMailboxOrMayPass(string status, string diagnostic, BounceKind kind)
    {
        var report = Assert.Single(BounceMail.Read(Reports.Dsn($"Original-Recipient: rfc822;Ida@example.org\nFinal-Recipient: rfc822; box7@inner.example\nAction: failed\nStatus: {status}\nDiagnostic-Code: {diagnostic}")));

        Assert.Equal((kind, status.Split(' ')[0], "0123@site.example"), (report.Kind, report.Status, report.MessageId));
        Assert.Equal(["Ida@example.org", "box7@inner.example"], report.Recipients);
        Assert.Equal("https://site.example/unsubscribe/?t=k1.abc", report.Unsubscribe?.AbsoluteUri);
        Assert.False(report.IsTrusted);
        Assert.DoesNotContain("ida", report.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("550 5.1.1 unknown", true)]
    [InlineData("550 No such user here", true)]
    [InlineData("550 5.7.1 user unknown, or blocked", false)]
    [InlineData("554 Transaction failed", false)]
    [InlineData("", false)]
    public void ARefusalWhileTheMailIsSentIsJudgedAlike(string reply, bool isHard) =>
        Assert.Equal(isHard ? BounceKind.Hard : BounceKind.Soft, BounceStatus.KindOf(new SendReply(SendOutcome.Permanent, 550, reply)));

    [Theory]
    [InlineData("delayed")]
    [InlineData("delivered")]
    [InlineData("relayed")]
    [InlineData("expanded")]
    public void WhatDidNotFailIsNoNews(string action) =>
        Assert.Empty(BounceMail.Read(Reports.Dsn($"Final-Recipient: rfc822; ida@example.org\nAction: {action}\nStatus: 4.4.1")));

    [Fact]
    public void EveryRecipientOfAReportIsTold()
    {
        var reports = BounceMail.Read(Reports.Dsn("Final-Recipient: rfc822; a@example.org\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; b@example.org\nAction: Failed\nStatus: 5.2.2", original: ""));

        Assert.Equal([("a@example.org", BounceKind.Hard), ("b@example.org", BounceKind.Soft)], reports.Select(r => (r.Recipients.Single(), r.Kind)));
        Assert.All(reports, report => Assert.Null(report.MessageId));
    }

    [Theory]
    [InlineData("abuse", true)]
    [InlineData("opt-out", true)]
    [InlineData("not-spam", false)]
    [InlineData("auth-failure", false)]
    public void AComplaintIsOneOfItsTypes(string type, bool counts)
    {
        var reports = BounceMail.Read(Reports.Complaint($"Feedback-Type: {type}\nUser-Agent: Loop/1.0\nVersion: 1\nOriginal-Rcpt-To: <ida@example.org>"));

        Assert.Equal(counts ? [(BounceKind.Complaint, "0123@site.example")] : [], reports.Select(r => (r.Kind, r.MessageId)));
    }

    [Theory]
    [InlineData("Subject: Out of office\n\nBack on Monday.")]
    [InlineData("Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n\n--b--")]
    [InlineData("Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/feedback-report\n\nnonsense without end")]
    [InlineData("")]
    public void AnythingElseIsNoReport(string text) => Assert.Empty(BounceMail.Read(Reports.Parse("From: a@example.org\n" + text)));
}
