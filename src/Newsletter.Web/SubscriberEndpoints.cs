using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Newsletter.Subscribers;

namespace Newsletter.Web;

/// <summary>
/// The pages of readers' own. GET and HEAD only look; whatever changes something is a POST from such a page, or the one-click POST of RFC 8058.
/// </summary>
public static class SubscriberEndpoints
{
    private const string OneClickField = "List-Unsubscribe", OneClick = "One-Click";

    /// <summary>Below the path of <see cref="SiteSettings.Endpoints"/>.</summary>
    public static void MapSubscribers(this IEndpointRouteBuilder app, SubscriberDesk desk)
    {
        var group = app.MapGroup(desk.Site.Endpoints.AbsolutePath);
        void Get(string path, Func<ReaderExchange, Task> answer) => group.MapMethods(path, ["GET", "HEAD"], (HttpContext context) => answer(new(context, desk)));
        void Post(string path, Func<ReaderExchange, Task> answer, bool takesOneClick = false) =>
            group.MapMethods(path, ["POST"], (HttpContext context) => new ReaderExchange(context, desk).GuardAsync(answer, takesOneClick));

        Get(EndpointAddresses.SubscribePath, SubscribePageAsync);
        Post(EndpointAddresses.SubscribePath, SubscribeAsync);
        Get(EndpointAddresses.ConfirmPath, reader => ButtonPageAsync(reader, "confirm", TokenPurpose.Confirm));
        Post(EndpointAddresses.ConfirmPath, ConfirmAsync);
        Get(EndpointAddresses.PreferencesPath, reader => PreferencesAsync(reader, isSaved: false));
        Post(EndpointAddresses.PreferencesPath, SavePreferencesAsync);
        Post(EndpointAddresses.ExportPath, ExportAsync);
        Post(EndpointAddresses.ErasePath, EraseAsync);
        Get(EndpointAddresses.UnsubscribePath, reader => ButtonPageAsync(reader, "unsubscribe", TokenPurpose.Unsubscribe));
        Post(EndpointAddresses.UnsubscribePath, UnsubscribeAsync, takesOneClick: true);
    }

    /// <summary>Whether a POST is the one that mail programs send for their reader: it comes from no page of ours.</summary>
    internal static bool IsOneClick(IFormCollection form) => form[OneClickField] == OneClick;

    private static Task SubscribePageAsync(ReaderExchange reader) =>
        reader.PageAsync(StatusCodes.Status200OK, reader.Desk.Pages.Subscribe(reader.Language, reader.Desk.SignUp.FormToken()));

    private static async Task SubscribeAsync(ReaderExchange reader)
    {
        if (reader.Context.Request.HasJsonContentType())
        {
            await SubscribeByProgramAsync(reader);
            return;
        }

        var request = new SignUpRequest(reader.Field("address") ?? "", reader.Field("zone"), reader.Language.Tag, reader.Client) { Trap = reader.Field("website") };
        var answer = await reader.Desk.SignUp.AskAsync(request, reader.Field(EndpointAddresses.TokenField), reader.Cancel);
        await reader.PaceAsync();
        await (answer switch
        {
            SignUpAnswer.CheckMail => reader.MessageAsync("check_mail"),
            SignUpAnswer.TooMany => reader.TooManyAsync(),
            _ => reader.PageAsync(
                StatusCodes.Status400BadRequest,
                reader.Desk.Pages.Subscribe(reader.Language, reader.Desk.SignUp.FormToken(), request.Address, Word(answer))),
        });
    }

    private static async Task SubscribeByProgramAsync(ReaderExchange reader)
    {
        SignUpAnswer answer;
        try
        {
            using var json = await JsonDocument.ParseAsync(reader.Context.Request.Body, default, reader.Cancel);
            string? Text(string name) => json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            answer = json.RootElement.ValueKind == JsonValueKind.Object
                ? await reader.Desk.SignUp.AskAsync(new(Text("address") ?? "", Text("zone"), Text("language") ?? reader.Language.Tag, reader.Client), reader.Cancel)
                : SignUpAnswer.NotAnAddress;
        }
        catch (JsonException)
        {
            answer = SignUpAnswer.NotAnAddress;
        }

        await reader.PaceAsync();
        await reader.JsonAsync(
            answer switch { SignUpAnswer.CheckMail => StatusCodes.Status202Accepted, SignUpAnswer.TooMany => StatusCodes.Status429TooManyRequests, _ => StatusCodes.Status400BadRequest },
            $"{{\"answer\":\"{Word(answer)}\"}}\n");
    }

    private static async Task ButtonPageAsync(ReaderExchange reader, string kind, TokenPurpose purpose)
    {
        var opened = await reader.Desk.Membership.LookAsync(reader.Token, purpose, reader.Cancel);
        reader.Speak(opened.Subscriber);
        await (opened.Subscriber is not { } subscriber ? reader.NotOpenedAsync(opened.State)
            : purpose == TokenPurpose.Unsubscribe && subscriber.State != SubscriberState.Active ? reader.MessageAsync("unsubscribed")
            : reader.PageAsync(StatusCodes.Status200OK, reader.Desk.Pages.Button(reader.Language, kind, reader.Token!)));
    }

    private static async Task ConfirmAsync(ReaderExchange reader)
    {
        if (!reader.IsSure)
        {
            await ButtonPageAsync(reader, "confirm", TokenPurpose.Confirm);
            return;
        }

        var opened = await reader.Desk.Membership.ConfirmAsync(reader.Token, reader.Field("zone"), reader.Cancel);
        reader.Speak(opened.Subscriber);
        await (opened.Subscriber is not { } subscriber ? reader.NotOpenedAsync(opened.State) : reader.MessageAsync(
            "confirmed",
            EndpointAddresses.Of(reader.Desk.Site).With(EndpointAddresses.PreferencesPath, reader.Desk.Membership.Issue(subscriber, TokenPurpose.Preferences))));
    }

    private static async Task PreferencesAsync(ReaderExchange reader, bool isSaved)
    {
        var opened = await reader.Desk.Membership.LookAsync(reader.Token, TokenPurpose.Preferences, reader.Cancel);
        reader.Speak(opened.Subscriber);
        await (opened.Subscriber is not { } subscriber ? reader.NotOpenedAsync(opened.State) : reader.PageAsync(
            StatusCodes.Status200OK,
            reader.Desk.Pages.Preferences(reader.Language, subscriber, reader.Token!, await reader.Desk.Choices.GetAsync(reader.Cancel), isSaved, reader.Desk.Clock.GetUtcNow())));
    }

    private static async Task SavePreferencesAsync(ReaderExchange reader)
    {
        var choices = await reader.Desk.Choices.GetAsync(reader.Cancel);
        var opened = await reader.Desk.Membership.ChangePreferencesAsync(
            reader.Token, current => PreferenceForm.Read(current, choices, name => reader.Fields(name), reader.Desk.Clock.GetUtcNow()), reader.Cancel);
        reader.Speak(opened.Subscriber);
        await (opened.Subscriber is null ? reader.NotOpenedAsync(opened.State) : PreferencesAsync(reader, isSaved: true));
    }

    private static async Task ExportAsync(ReaderExchange reader)
    {
        if (await reader.Desk.Membership.ExportAsync(reader.Token, reader.Cancel) is not { } json)
        {
            await reader.NotOpenedAsync(LinkState.Old);
            return;
        }

        reader.Context.Response.Headers.ContentDisposition = "attachment; filename=\"subscription.json\"";
        await reader.JsonAsync(StatusCodes.Status200OK, json);
    }

    private static async Task EraseAsync(ReaderExchange reader)
    {
        var opened = reader.IsSure
            ? await reader.Desk.Membership.EraseAsync(reader.Token, reader.Cancel)
            : await reader.Desk.Membership.LookAsync(reader.Token, TokenPurpose.Preferences, reader.Cancel);
        reader.Speak(opened.Subscriber);
        await (opened.Subscriber is null ? reader.NotOpenedAsync(opened.State)
            : reader.IsSure ? reader.MessageAsync("erased")
            : reader.PageAsync(StatusCodes.Status200OK, reader.Desk.Pages.Button(reader.Language, "erase", reader.Token!)));
    }

    private static async Task UnsubscribeAsync(ReaderExchange reader)
    {
        var purpose = reader.Field("by") == "preferences" ? TokenPurpose.Preferences : TokenPurpose.Unsubscribe;
        if (!reader.IsSure && !reader.IsOneClick)
        {
            await ButtonPageAsync(reader, "unsubscribe", TokenPurpose.Unsubscribe);
            return;
        }

        var opened = await reader.Desk.Membership.UnsubscribeAsync(reader.Token, purpose, reader.Cancel);
        reader.Speak(opened.Subscriber);
        await (opened.Subscriber is null ? reader.NotOpenedAsync(opened.State) : reader.MessageAsync("unsubscribed"));
    }

    private static string Word(SignUpAnswer answer) => answer switch
    {
        SignUpAnswer.CheckMail => "check_mail",
        SignUpAnswer.NotAnAddress => "not_an_address",
        SignUpAnswer.TooMany => "too_many",
        _ => "ask_again",
    };
}
