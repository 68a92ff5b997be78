# Reads from,to (months; an empty "to" is not known to have died) and prints the estimate of R's survival package.
# Rscript --vanilla survfit.R input.csv > survfit.csv
library(survival)
links <- read.csv(commandArgs(trailingOnly = TRUE)[1])
fit <- survfit(Surv(links$from, links$to, type = "interval2") ~ 1, se.fit = FALSE)
write.csv(data.frame(months = fit$time, alive = round(fit$surv, 6)), row.names = FALSE, quote = FALSE)
