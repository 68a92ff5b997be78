using System.Buffers;
using System.Numerics;

namespace NewsFunctions.Dumps.Bytes;

/// <summary>Rents buffers for texts. The largest are not pooled: the pool would keep them for good.</summary>
/// <remarks>Not the shared pool, which keeps the buffers of all readers that ever read at once: this one keeps few, and is emptied.</remarks>
internal static class TextBuffers
{
    /// <summary>The longest that is pooled.</summary>
    public const int MaxPooled = 8 * 1024 * 1024;

    private const int MinPooled = 128 * 1024;

    /// <summary>The most buffers of one size that are kept.</summary>
    private const int MaxKept = 4;

    private static volatile ArrayPool<byte>[] _pools = NewPools();

    public static byte[] Take(int size) =>
        size is >= MinPooled and <= MaxPooled ? _pools[IndexOf(size)].Rent(size) : GC.AllocateUninitializedArray<byte>(size);

    public static void Return(byte[] buffer)
    {
        // Only arrays of the pool's own sizes may go there; it may be another pool than the buffer came from.
        if (buffer.Length is >= MinPooled and <= MaxPooled && int.IsPow2(buffer.Length))
        {
            _pools[IndexOf(buffer.Length)].Return(buffer);
        }
    }

    /// <summary>Leaves what is kept to the collector.</summary>
    public static void Release() => _pools = NewPools();

    /// <summary>One for each power of two: a pool that has no buffer of a size left gives a longer one.</summary>
    private static ArrayPool<byte>[] NewPools() =>
        [.. Enumerable.Range(0, IndexOf(MaxPooled) + 1).Select(index => ArrayPool<byte>.Create(MinPooled << index, MaxKept))];

    private static int IndexOf(int size) => BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)size)) - BitOperations.Log2(MinPooled);
}
