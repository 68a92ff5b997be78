using System.Buffers.Binary;
using NewsFunctions.Core.Facts;
using NewsFunctions.Links.Media;

namespace NewsFunctions.Tests.Links.Media;

public sealed class MediaInspectorTests
{
    private static readonly byte[] Gif =
    [
        .. "GIF89a"u8, 3, 0, 2, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2C, 0, 0, 0, 0, 3, 0, 2, 0, 0, 2, 3, 0x84, 0x8F, 0x09, 0, 0x3B,
    ];

    public static TheoryData<string> Samples { get; } =
    [
        .. Directory.EnumerateFiles(Media(), "*", SearchOption.AllDirectories).Where(IsWhole).Select(file => Path.GetRelativePath(Media(), file)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Intact_file_is_complete_and_has_dimensions(string sample)
    {
        MediaFacts facts = Inspect(Read(sample))!;

        Assert.Equal(FileEnd.Complete, facts.End);
        Assert.Null(facts.Defect);
        Assert.True(facts is { Width: > 1, Height: > 1 });
        Assert.Equal(sample.EndsWith(".mp4", StringComparison.Ordinal), facts.Duration > 0);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void File_truncated_anywhere_is_never_complete(string sample)
    {
        byte[] whole = Read(sample);
        for (int length = 16; length < whole.Length - 1; length += 1 + (whole.Length / 500))
        {
            MediaFacts facts = Inspect(whole.AsSpan(0, length))!;

            Assert.True(facts.End == FileEnd.Missing, $"{length} of {whole.Length} bytes: {facts}");
            Assert.NotNull(facts.Defect);
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Beginning_and_end_give_the_facts_of_the_whole_file(string sample)
    {
        byte[] whole = Read(sample);
        int half = (whole.Length / 2) + 8;

        MediaFacts facts = MediaInspector.Inspect(
            TypeSniffer.Sniff(whole), new FileView(whole.AsSpan(0, half), whole.AsSpan(whole.Length - half), whole.Length))!;

        Assert.Equal(Inspect(whole), facts);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void File_without_its_end_is_left_open(string sample)
    {
        byte[] whole = Read(sample);
        ReadOnlySpan<byte> head = whole.AsSpan(0, whole.Length / 2);

        Assert.NotEqual(FileEnd.Complete, MediaInspector.Inspect(TypeSniffer.Sniff(whole), new FileView(head, [], null))!.End);
    }

    [Fact]
    public void JPEG_with_appended_data_is_complete_whatever_its_preview_ends_with()
    {
        byte[] jpeg = Read(Samples.First(row => row.Data.EndsWith(".jpg", StringComparison.Ordinal)).Data);
        byte[] appended = [.. jpeg, .. new byte[9_632]];
        byte[] preview = [0xFF, 0xD8, 0xFF, 0xE1, 0x00, 0x06, 0xFF, 0xD8, 0xFF, 0xD9, .. jpeg.AsSpan(2, jpeg.Length - 4)];

        Assert.Equal(FileEnd.Complete, Inspect(appended)!.End);
        Assert.Equal(FileEnd.Missing, Inspect(preview)!.End);
    }

    [Fact]
    public void A_gif_ends_with_its_trailer_and_may_be_padded()
    {
        Assert.Equal(new MediaFacts { Width = 3, Height = 2, End = FileEnd.Complete }, Inspect(Gif));
        Assert.Equal(FileEnd.Complete, Inspect([.. Gif, 0, 0, 0])!.End);
        Assert.Equal(FileEnd.Missing, Inspect(Gif.AsSpan(0, Gif.Length - 2))!.End);
    }

    [Theory]
    [InlineData("VP8 ", "000000 9d012a 0a40 1400", 10, 20)]
    [InlineData("VP8L", "2f 09c0040000000000", 10, 20)]
    [InlineData("VP8X", "00000000 090000 130000", 10, 20)]
    public void WebP_header_gives_length_and_dimensions(string chunk, string data, int width, int height)
    {
        byte[] content = new byte[40];
        Convert.FromHexString(data.Replace(" ", "", StringComparison.Ordinal)).CopyTo(content, 0);
        byte[] webp = [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBP"u8, .. chunk.Select(c => (byte)c), 40, 0, 0, 0, .. content];
        BinaryPrimitives.WriteInt32LittleEndian(webp.AsSpan(4), webp.Length - 8);

        Assert.Equal(new MediaFacts { Width = width, Height = height, End = FileEnd.Complete }, Inspect(webp));
        Assert.Equal(FileEnd.Missing, Inspect(webp.AsSpan(0, webp.Length - 1))!.End);
    }

    [Fact]
    public void Video_with_a_large_last_movie_box_is_left_open()
    {
        byte[] head = [0, 0, 0, 16, .. "ftypisom"u8, 0, 0, 0, 0, 0, 1, 0, 0, .. "mdat"u8];

        Assert.Equal(FileEnd.Unseen, MediaInspector.Inspect("video/mp4", new FileView(head, new byte[100], 200_000))!.End);
    }

    [Fact]
    public void Any_bytes_are_inspected_without_exceptions()
    {
        var random = new Random(20210514);
        byte[][] wholes = [.. Samples.Take(6).Select(row => Read(row.Data)), Gif];
        for (int round = 0; round < 3_000; round++)
        {
            byte[] bytes = [.. wholes[round % wholes.Length]];
            for (int changes = random.Next(1, 40); changes > 0; changes--)
            {
                bytes[random.Next(Math.Min(bytes.Length, 600))] = (byte)random.Next(256);
            }

            foreach (string type in (string[])["image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4"])
            {
                int cut = random.Next(bytes.Length);
                MediaFacts facts = MediaInspector.Inspect(type, new FileView(bytes.AsSpan(0, cut), bytes.AsSpan(cut), bytes.Length))!;

                Assert.Equal(facts.End == FileEnd.Missing, facts.Defect is not null);
            }
        }
    }

    private static MediaFacts? Inspect(ReadOnlySpan<byte> bytes) => MediaInspector.Inspect(TypeSniffer.Sniff(bytes), new FileView(bytes, [], bytes.Length));

    private static byte[] Read(string sample) => File.ReadAllBytes(Path.Combine(Media(), sample));

    // Some samples are not images at all, on purpose.
    private static bool IsWhole(string file) => MediaInspector.NeedsEnd(TypeSniffer.Sniff(File.ReadAllBytes(file)));

    private static string Media() => Repository.PathOf("samples", "media");
}
