namespace Newsletter.Delivery;

/// <summary>
/// Puts mails as files into a folder from which another program sends them. A file appears whole. It lies beside first, and its coming over is one step of
/// the file system: so whether it came can be told later, also when the other program has taken it away already.
/// </summary>
public sealed class PickupFolder(string folder) : ITransport
{
    private const string Waiting = ".waiting";

    public string Name => "folder";

    public ValueTask<(IMailConnection? Connection, SendReply Reply)> ConnectAsync(CancellationToken cancel)
    {
        try
        {
            Directory.CreateDirectory(Path.Join(folder, Waiting));
            return new((new Connection(this), default));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new((null, new(SendOutcome.NotSent, 0, problem.Message)));
        }
    }

    /// <remarks>What is no longer beside has come over.</remarks>
    public ValueTask<SendReply> ResolveAsync(string name, CancellationToken cancel)
    {
        var reply = ComeOver(name);
        return new(reply);
    }

    private string Beside(string name) => Path.Join(folder, Waiting, name + ".eml");

    private SendReply ComeOver(string name)
    {
        try
        {
            File.Move(Beside(name), Path.Join(folder, name + ".eml"), overwrite: true);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            // It has come over already.
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new(SendOutcome.Unknown, 0, problem.Message);
        }

        return new(SendOutcome.Accepted, 0, "in the folder");
    }

    private sealed class Connection(PickupFolder owner) : IMailConnection
    {
        public bool IsUsable => true;

        public async ValueTask<SendReply> SendAsync(OutgoingMail mail, Func<ValueTask<bool>> begin, CancellationToken cancel)
        {
            try
            {
                await using var file = new FileStream(owner.Beside(mail.Name), FileMode.Create, FileAccess.Write, FileShare.None);
                await file.WriteAsync(mail.Content, cancel);
                file.Flush(flushToDisk: true);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                return new(SendOutcome.NotSent, 0, problem.Message);
            }

            return await begin() ? owner.ComeOver(mail.Name) : new(SendOutcome.TakenOver, 0, "");
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
