# Makes survival-times.csv and survival-by-r.csv beside it, with R 4.2.2 and survival 3.5-3:
#   Rscript survival.R
library(survival)
set.seed(20260105)
cohort <- function(name, days, relapsed) data.frame(cohort = name, days = days, relapsed = as.integer(relapsed))
n <- 400
until <- round(rexp(n, 1 / 90), 3)
followed <- round(runif(n, 0, 120), 3)
times <- rbind(
  # Freireich 1963, remission of leukaemia under 6-mercaptopurine, in weeks: the textbook's example of the method.
  cohort("freireich", 7 * c(6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35),
         c(1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0)),
  cohort("random", pmin(until, followed), until <= followed),
  # Whole days, so that relapses and ends of observation fall together, some on the very days that are asked about.
  cohort("ties", sample(c(0, 3, 7, 14, 20, 28, 40, 56, 60, 84, 90), 150, replace = TRUE), runif(150) < 0.5),
  cohort("all-relapse", c(1, 7, 7, 20, 30), rep(1, 5)),
  cohort("none-relapses", c(0, 5, 30, 57, 100), rep(0, 5)),
  cohort("one", 10, 1))
weeks <- c(1, 2, 4, 8, 12)
points <- do.call(rbind, lapply(unique(times$cohort), function(name) {
  of <- times[times$cohort == name, ]
  at <- summary(survfit(Surv(days, relapsed) ~ 1, data = of), times = 7 * weeks, extend = TRUE)
  data.frame(cohort = name, week = weeks, n = nrow(of), at_risk = at$n.risk, relapsed = cumsum(at$n.event),
             share = at$surv, lower = at$lower, upper = at$upper)
}))
write.csv(times, "survival-times.csv", row.names = FALSE, quote = FALSE)
write.csv(format(points, digits = 10, trim = TRUE), "survival-by-r.csv", row.names = FALSE, quote = FALSE)
