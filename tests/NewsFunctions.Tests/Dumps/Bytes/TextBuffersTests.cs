using NewsFunctions.Dumps.Bytes;

namespace NewsFunctions.Tests.Dumps.Bytes;

public sealed class TextBuffersTests
{
    private const int Size = 4 * 1024 * 1024;

    [Fact]
    public void Only_a_few_buffers_of_a_size_are_kept()
    {
        TextBuffers.Release();
        byte[][] taken = [.. Enumerable.Range(0, 20).Select(_ => TextBuffers.Take(Size))];

        Array.ForEach(taken, TextBuffers.Return);

        int kept = Enumerable.Range(0, 20).Select(_ => TextBuffers.Take(Size)).Count(taken.Contains);
        Assert.InRange(kept, 1, 4);
    }

    [Fact]
    public void Released_buffers_are_not_rented_again()
    {
        byte[] buffer = TextBuffers.Take(Size);
        TextBuffers.Return(buffer);

        TextBuffers.Release();

        Assert.DoesNotContain(Enumerable.Range(0, 8).Select(_ => TextBuffers.Take(Size)), taken => ReferenceEquals(taken, buffer));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200_000)]
    [InlineData(3_000_000)]
    [InlineData(9_000_001)]
    public void Buffer_of_any_size_may_be_returned_after_a_release(int size)
    {
        byte[] buffer = TextBuffers.Take(size);
        TextBuffers.Release();

        TextBuffers.Return(buffer);

        Assert.InRange(buffer.Length, size, int.MaxValue);
    }
}
