using System.Net;
using System.Net.Sockets;

namespace Newsletter.Tests.Support;

/// <summary>For servers that can't choose a port themselves.</summary>
internal static class LoopbackPort
{
    /// <summary>One that was free a moment ago: somebody else may take it first.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
