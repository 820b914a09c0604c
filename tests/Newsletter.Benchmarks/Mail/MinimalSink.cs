using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Newsletter.Benchmarks.Mail;

/// <summary>An SMTP server that does as little as it can: it reads, and answers 250. A thread for each connection, until standard input ends.</summary>
internal static class MinimalSink
{
    private static readonly byte[] End = "\r\n.\r\n"u8.ToArray();

    public static void Run(int port)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen(512);
        var accepting = new Thread(() =>
        {
            while (true)
            {
                var socket = listener.Accept();
                new Thread(() => Serve(socket), 256 * 1024) { IsBackground = true }.Start();
            }
        });
        accepting.IsBackground = true;
        accepting.Start();
        while (Console.In.Read() >= 0)
        {
        }
    }

    private static void Serve(Socket socket)
    {
        using var _ = socket;
        socket.NoDelay = true;
        var buffer = new byte[256 * 1024];
        var (length, isText) = (0, false);
        try
        {
            socket.Send("220 sink\r\n"u8);
            while (socket.Receive(buffer.AsSpan(length)) is > 0 and var read)
            {
                length += read;
                if (isText)
                {
                    if (buffer.AsSpan(0, length).EndsWith(End))
                    {
                        (length, isText) = (0, false);
                        socket.Send("250 ok\r\n"u8);
                    }
                    else if (length > buffer.Length / 2)
                    {
                        buffer.AsSpan(length - End.Length, End.Length).CopyTo(buffer);
                        length = End.Length;
                    }
                }
                else if (buffer[length - 1] == '\n')
                {
                    var replies = new StringBuilder();
                    foreach (var command in Encoding.ASCII.GetString(buffer, 0, length).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                    {
                        isText = command.StartsWith("DATA", StringComparison.OrdinalIgnoreCase);
                        replies.Append(isText ? "354 go\r\n" : command.StartsWith("EHLO", StringComparison.OrdinalIgnoreCase) ? "250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n" : command.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase) ? "221 bye\r\n" : "250 ok\r\n");
                    }

                    length = 0;
                    socket.Send(Encoding.ASCII.GetBytes(replies.ToString()));
                }
            }
        }
        catch (SocketException)
        {
            // The client is gone.
        }
    }
}
