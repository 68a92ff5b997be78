using System.Buffers;
using System.Numerics;

namespace NewsFunctions.Dumps.Bytes;

/// <summary>Rents buffers for texts. The largest are not pooled, because the pool would keep them forever.</summary>
/// <remarks>The shared pool is not used, because it keeps the buffers of all concurrent readers. This one keeps few, and can be emptied.</remarks>
internal static class TextBuffers
{
    /// <summary>The longest buffer that is pooled, in bytes.</summary>
    public const int MaxPooled = 8 * 1024 * 1024;

    private const int MinPooled = 128 * 1024;

    /// <summary>The maximum number of pooled buffers of one size.</summary>
    private const int MaxKept = 4;

    private static volatile ArrayPool<byte>[] _pools = NewPools();

    public static byte[] Take(int size) =>
        size is >= MinPooled and <= MaxPooled ? _pools[IndexOf(size)].Rent(size) : GC.AllocateUninitializedArray<byte>(size);

    public static void Return(byte[] buffer)
    {
        // Only arrays of the pool's own sizes may be returned. They may go to another pool than they came from.
        if (buffer.Length is >= MinPooled and <= MaxPooled && int.IsPow2(buffer.Length))
        {
            _pools[IndexOf(buffer.Length)].Return(buffer);
        }
    }

    /// <summary>Releases the pooled buffers to the garbage collector.</summary>
    public static void Release() => _pools = NewPools();

    /// <summary>Creates one pool per power of two: a pool without free buffers of a size would return a longer one.</summary>
    private static ArrayPool<byte>[] NewPools() =>
        [.. Enumerable.Range(0, IndexOf(MaxPooled) + 1).Select(index => ArrayPool<byte>.Create(MinPooled << index, MaxKept))];

    private static int IndexOf(int size) => BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)size)) - BitOperations.Log2(MinPooled);
}
