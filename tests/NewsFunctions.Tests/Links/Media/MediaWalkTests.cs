using NewsFunctions.Core.Facts;
using NewsFunctions.Links.Media;

namespace NewsFunctions.Tests.Links.Media;

/// <summary>Tests which files are complete, whatever follows their end, and which are truncated.</summary>
public sealed class MediaWalkTests
{
    private static readonly byte[] Garbage = [0x48, 0xB5, 0x9B, 0x70, 0x6D, 0x01, 0x99, 0x03, 0x77];
    private static readonly byte[] Jpeg = MadeFiles.Jpeg();
    private static readonly byte[] Gif = MadeFiles.GifWithoutTrailer();
    private static readonly byte[] Animation = MadeFiles.GifWithoutTrailer(images: 2);
    private static readonly byte[] Png = MadeFiles.Png();
    private static readonly byte[] Mp4 = [.. MadeFiles.FileType, .. MadeFiles.Movie, .. MadeFiles.Box("mdat", new byte[3_000])];

    private static readonly Dictionary<string, byte[]> Whole = new()
    {
        ["a photo"] = Jpeg,
        ["a progressive photo"] = MadeFiles.Jpeg(progressive: true),
        ["a photo with previews"] = MadeFiles.Jpeg(preview: true),
        ["a photo with zeros behind"] = [.. Jpeg, .. new byte[70_000]],
        ["a photo with a video behind"] = [.. Jpeg, .. Mp4],
        ["two photos in one file"] = [.. Jpeg, .. MadeFiles.Jpeg(preview: true)],
        ["an image with a trailer"] = [.. Gif, 0x3B],
        ["an image with a trailer and a line end"] = [.. Gif, 0x3B, 0x0D, 0x0A],
        ["an image with a trailer and garbage"] = [.. Gif, 0x3B, .. Garbage],
        ["an image without trailer"] = Gif,
        ["an image without trailer, zeros behind"] = [.. Gif, 0, 0, 0, 0],
        ["an image without trailer, garbage behind"] = [.. Gif, .. Garbage],
        ["an old image and a comment"] = [.. MadeFiles.GifWithoutTrailer(version: "87a"), .. MadeFiles.Comment],
        ["an animation without trailer"] = Animation,
        ["an animation with text behind"] = [.. Animation, 0x3B, .. "<!-- cached -->"u8],
        ["a graphic"] = Png,
        ["a graphic with zeros behind"] = [.. Png, .. new byte[70_000]],
        ["a video"] = Mp4,
        ["a video with the movie last"] = [.. MadeFiles.FileType, .. MadeFiles.Box("mdat", new byte[3_000]), .. MadeFiles.Movie],
        ["a video of 64-bit boxes"] = [.. MadeFiles.FileType, .. MadeFiles.LargeBox("mdat", new byte[3_000]), .. MadeFiles.Movie],
        ["a video whose last box is open"] = [.. MadeFiles.FileType, .. MadeFiles.Movie, .. MadeFiles.LastBox("mdat", new byte[3_000])],
        ["a video with garbage behind"] = [.. Mp4, .. Garbage],
        ["a video with seven bytes behind"] = [.. Mp4, .. Garbage.AsSpan(0, 7)],
        ["a video with text behind"] = [.. Mp4, .. "\r\n\r\n<!-- cached -->"u8],
        ["a video with zeros behind"] = [.. Mp4, .. new byte[900]],
        ["a video with a box of three bytes behind"] = [.. Mp4, 0, 0, 0, 3, .. "free"u8],
        ["a video that begins with free"] = [.. MadeFiles.Box("free", new byte[10]), .. Mp4],
        ["a video that begins with skip"] = [.. MadeFiles.Box("skip", new byte[10]), .. Mp4],
        ["a video that begins with wide"] = [.. MadeFiles.Box("wide"), .. MadeFiles.Box("mdat", new byte[50]), .. MadeFiles.Movie],
        ["a video that begins with pnot"] = [.. MadeFiles.Box("pnot", new byte[12]), .. MadeFiles.Box("mdat", new byte[50]), .. MadeFiles.Movie],
        ["a segment"] = [.. MadeFiles.Box("styp", new byte[16]), .. MadeFiles.Fragment(3_000)],
        ["a bare fragment"] = MadeFiles.Fragment(3_000),
        ["a video of fragments"] = [.. MadeFiles.FileType, .. MadeFiles.Movie, .. MadeFiles.Fragment(500), .. MadeFiles.Fragment(700), .. MadeFiles.Box("mfra", new byte[20])],
    };

    private static readonly Dictionary<string, byte[]> Cut = new()
    {
        ["a photo in its segments"] = Jpeg[..90],
        ["a photo in its image data"] = Jpeg[..3_000],
        ["a photo without its last byte"] = Jpeg[..^1],
        ["a photo in its second scan"] = MadeFiles.Jpeg(progressive: true)[..8_000],
        ["a photo behind its previews"] = MadeFiles.Jpeg(preview: true)[..900],
        ["a photo filled up with zeros"] = MadeFiles.ZeroFilled(Jpeg, 3_000),
        ["a photo filled up within its segments"] = MadeFiles.ZeroFilled(MadeFiles.Jpeg(preview: true), 300),
        ["an image"] = Gif[..^30],
        ["an image without the end of its block"] = Gif[..^1],
        ["an image before its first block"] = Gif[..19],
        ["an image in its comment"] = [.. Gif, .. MadeFiles.Comment.AsSpan(0, 5)],
        ["an animation in its second image"] = Animation[..^30],
        ["an image filled up with zeros"] = MadeFiles.ZeroFilled(Gif, Gif.Length - 60),
        ["an animation filled up with zeros"] = MadeFiles.ZeroFilled(Animation, Animation.Length - 60),
        ["a graphic"] = Png[..^5],
        ["a graphic filled up with zeros"] = MadeFiles.ZeroFilled(Png, 2_000),
        ["a video in its data"] = Mp4[..^10],
        ["a video in its movie"] = Mp4[..100],
        ["a video with the movie last, in its data"] = [.. MadeFiles.FileType, .. MadeFiles.Box("mdat", new byte[3_000]).AsSpan(0, 2_000)],
        ["a video with the movie last, filled up"] = [.. MadeFiles.FileType, .. MadeFiles.Box("mdat", new byte[3_000]), .. new byte[100]],
        ["a video of 64-bit boxes"] = [.. MadeFiles.FileType, .. MadeFiles.Movie, .. MadeFiles.LargeBox("mdat", new byte[3_000]).AsSpan(0, 2_000)],
        ["a video in its second fragment"] = [.. MadeFiles.FileType, .. MadeFiles.Movie, .. MadeFiles.Fragment(500), .. MadeFiles.Fragment(700).AsSpan(0, 300)],
        ["a video in the head of a fragment"] = [.. MadeFiles.FileType, .. MadeFiles.Movie, .. MadeFiles.Fragment(500), .. MadeFiles.Fragment(700).AsSpan(0, 12)],
    };

    public static TheoryData<string> WholeFiles => [.. Whole.Keys];

    public static TheoryData<string> CutFiles => [.. Cut.Keys];

    [Theory]
    [MemberData(nameof(WholeFiles))]
    public void Playable_file_is_complete(string file)
    {
        MediaFacts facts = Inspect(Whole[file]);

        Assert.Equal((FileEnd.Complete, null, false), (facts.End, facts.Defect, facts.Walked));
    }

    [Theory]
    [MemberData(nameof(CutFiles))]
    public void Truncated_file_is_not_complete_and_says_why(string file)
    {
        MediaFacts facts = Inspect(Cut[file]);

        Assert.Equal((FileEnd.Missing, true), (facts.End, facts.Walked));
        Assert.EndsWith(".", facts.Defect, StringComparison.Ordinal);
    }

    [Fact]
    public void Walk_gives_the_same_result_for_any_chunks()
    {
        foreach ((string name, byte[] file) in Whole.Concat(Cut).Where(one => MediaWalk.Of(TypeSniffer.Sniff(one.Value)) is not null))
        {
            foreach (int size in (int[])[1, 2, 7, 100, 4_096, file.Length])
            {
                MediaWalk walk = MediaWalk.Of(TypeSniffer.Sniff(file))!;
                foreach (byte[] chunk in file.Chunk(size))
                {
                    walk.Append(chunk);
                }

                Assert.True(Inspect(file).End == walk.Finish(new MediaFacts()).End, $"{name} in chunks of {size}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(CutFiles))]
    public void The_head_and_tail_of_a_cut_image_leave_its_end_open(string file)
    {
        byte[] whole = Cut[file];
        byte[] padded = [.. whole, .. new byte[1_000]];
        if (MediaWalk.Of(TypeSniffer.Sniff(whole)) is null)
        {
            return;
        }

        MediaFacts facts = MediaInspector.Inspect(
            TypeSniffer.Sniff(padded), new FileView(padded.AsSpan(0, 20), padded.AsSpan(padded.Length - 200), padded.Length))!;

        Assert.Equal((FileEnd.Unseen, null), (facts.End, facts.Defect));
    }

    [Fact]
    public void Preview_marker_in_the_tail_does_not_complete_a_photo()
    {
        byte[] photo = MadeFiles.Jpeg(preview: true);
        int preview = photo.AsSpan().IndexOf(MadeFiles.EndOfImage) + 6;

        MediaFacts facts = MediaInspector.Inspect("image/jpeg", new FileView(photo.AsSpan(0, 30), photo.AsSpan(100, preview - 100), preview))!;

        Assert.Equal(FileEnd.Unseen, facts.End);
    }

    [Fact]
    public void Unknown_GIF_blocks_leave_the_end_open() =>
        Assert.Equal(FileEnd.Unseen, Inspect([.. Gif.AsSpan(0, 19), 0x77, .. Gif.AsSpan(19)]).End);

    [Fact]
    public void Any_bytes_are_walked_without_exceptions()
    {
        Random random = new(20261130);
        byte[][] files = [Jpeg, Animation, Png];
        for (int round = 0; round < 2_000; round++)
        {
            byte[] bytes = [.. files[round % files.Length]];
            for (int changes = random.Next(1, 40); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            foreach (string type in (string[])["image/jpeg", "image/png", "image/gif"])
            {
                MediaWalk walk = MediaWalk.Of(type)!;
                walk.Append(bytes.AsSpan(0, 500));
                walk.Append(bytes.AsSpan(500));
                MediaFacts facts = walk.Finish(new MediaFacts());

                Assert.Equal(facts.End == FileEnd.Missing, facts.Defect is not null);
            }
        }
    }

    private static MediaFacts Inspect(byte[] file) => MediaInspector.Inspect(TypeSniffer.Sniff(file), new FileView(file, [], file.Length))!;
}
