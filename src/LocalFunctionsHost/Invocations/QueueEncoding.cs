using System.Buffers.Text;

namespace LocalFunctionsHost.Invocations;

/// <summary>Encodes and decodes messages as host.json's <c>messageEncoding</c> says. Doing it here keeps a message that is not so as it is.</summary>
internal static class QueueEncoding
{
    public static string Encode(BinaryData body, bool isBase64) => isBase64 ? Convert.ToBase64String(body) : body.ToString();

    /// <summary>Decodes a message; returns null where the text is not base64.</summary>
    public static BinaryData? TryDecode(BinaryData raw, bool isBase64) =>
        !isBase64 ? raw : Base64.IsValid(raw.ToMemory().Span) ? BinaryData.FromBytes(Convert.FromBase64String(raw.ToString())) : null;
}
