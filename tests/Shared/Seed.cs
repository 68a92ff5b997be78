namespace NewsFunctions.Testing;

/// <summary>Finds the one real dump, which lies beside the checkout. Skips the running test if it is missing.</summary>
internal static class Seed
{
    public const string Name = "000_5aa457c06be22f41.txt";

    public static string Folder
    {
        get
        {
            string folder = Path.GetFullPath(Repository.PathOf("..", "shared", "seeds"));
            Assert.SkipUnless(File.Exists(Path.Combine(folder, Name)), $"../shared/seeds/{Name} is not beside the checkout.");
            return folder;
        }
    }

    public static byte[] Read() => File.ReadAllBytes(Path.Combine(Folder, Name));
}
