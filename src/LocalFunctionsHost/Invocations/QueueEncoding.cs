using System.Buffers.Text;

namespace LocalFunctionsHost.Invocations;

/// <summary>Messages as host.json's <c>messageEncoding</c> wants them. Done here, so that a message which is not so can be kept as it is.</summary>
internal static class QueueEncoding
{
    public static string Encode(BinaryData body, bool isBase64) => isBase64 ? Convert.ToBase64String(body) : body.ToString();

    /// <summary>Null where the text is not base64.</summary>
    public static BinaryData? TryDecode(BinaryData raw, bool isBase64) =>
        !isBase64 ? raw : Base64.IsValid(raw.ToMemory().Span) ? BinaryData.FromBytes(Convert.FromBase64String(raw.ToString())) : null;
}
