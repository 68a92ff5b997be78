using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace NewsFunctions.Benchmarks.Dumps;

/// <summary>The dump to measure: the real seed if it lies beside the checkout, otherwise an invented one like it.</summary>
internal static class BenchmarkDump
{
    public static string Path { get; } = Find();

    public static byte[] Bytes { get; } = File.ReadAllBytes(Path);

    /// <summary>The JSON list of the dump's related block.</summary>
    public static byte[] List { get; } = ListOf(Bytes);

    /// <summary>The whole dump as JSON: the text as one string, followed by the list.</summary>
    public static byte[] Whole { get; } = WholeOf(Bytes);

    public static string Folder([CallerFilePath] string file = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file)!, "..", ".."));

    private static string Find()
    {
        string seed = System.IO.Path.Combine(Folder(), "..", "..", "shared", "seeds", "000_5aa457c06be22f41.txt");
        return System.IO.Path.GetFullPath(File.Exists(seed) ? seed : System.IO.Path.Combine(Folder(), "data", "article.txt"));
    }

    private static byte[] ListOf(ReadOnlySpan<byte> dump)
    {
        int start = dump.IndexOf("\"[{"u8) + 1;
        return dump[start..(dump.LastIndexOf("]\""u8) + 1)].ToArray();
    }

    private static byte[] WholeOf(byte[] dump)
    {
        int text = dump.AsSpan().IndexOf("string("u8);
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("text", Encoding.UTF8.GetString(dump.AsSpan(0, text)));
            writer.WritePropertyName("related");
            writer.WriteRawValue(ListOf(dump));
            writer.WriteEndObject();
        }

        return json.ToArray();
    }
}
