using NewsFunctions.Storage.Connection;

namespace NewsFunctions.Tests.Storage.Connection;

public sealed class PieceBufferTests
{
    private const int PieceSize = 64 * 1024;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(PieceSize - 1)]
    [InlineData(PieceSize)]
    [InlineData(PieceSize + 1)]
    [InlineData((3 * PieceSize) + 17)]
    public async Task Response_of_any_length_is_read_back_twice(int length)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        byte[] answer = new byte[length];
        new Random(7).NextBytes(answer);
        await using PieceBuffer buffer = await PieceBuffer.FillAsync(new MemoryStream(answer), token);

        for (int time = 0; time < 2; time++)
        {
            using var copy = new MemoryStream();
            buffer.Position = 0;
            await buffer.CopyToAsync(copy, 1000, token);

            Assert.Equal(length, buffer.Length);
            Assert.Equal(answer, copy.ToArray());
        }
    }

    [Fact]
    public async Task Reading_resumes_at_any_position()
    {
        byte[] answer = [.. Enumerable.Range(0, 2 * PieceSize).Select(place => (byte)(place % 251))];
        await using PieceBuffer buffer = await PieceBuffer.FillAsync(new MemoryStream(answer), TestContext.Current.CancellationToken);
        byte[] taken = new byte[10];

        buffer.Seek(-(PieceSize + 5), SeekOrigin.End);
        await buffer.ReadExactlyAsync(taken, TestContext.Current.CancellationToken);

        Assert.Equal(answer[(PieceSize - 5)..(PieceSize + 5)], taken);
        Assert.Equal(PieceSize + 5, buffer.Position);
    }
}
