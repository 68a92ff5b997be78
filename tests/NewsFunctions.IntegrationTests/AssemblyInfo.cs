using NewsFunctions.IntegrationTests;
using Xunit.v3;

// These tests mostly wait for processes, leases and storage, so twice as many threads as cores keep the cores busy.
[assembly: Parallelization(MaxThreads = 4)]
[assembly: TestCollectionOrderer(typeof(LongClassesFirst))]
